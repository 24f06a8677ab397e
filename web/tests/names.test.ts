import { describe, expect, it } from 'vitest';
import { firstName, initials } from '../src/lib/names';

describe('a name', () => {
  it.each([
    ['Lea Vogt', 'Lea'],
    ['Anne-Sophie O’Neill', 'Anne-Sophie'],
    ['Lea', 'Lea'],
    ['Dr. Mia Vogt (Einkauf)', 'Dr. Mia Vogt (Einkauf)'],
    ['Dr Vogt', 'Dr Vogt'],
    ['Frau Vogt', 'Frau Vogt'],
    ['Vogt, Lea', 'Vogt, Lea'],
    ['L. Vogt', 'L. Vogt'],
    ['Lea Marie Vogt', 'Lea Marie Vogt'],
    ['山田 太郎', '山田 太郎'],
    ['שירה לוי', 'שירה לוי'],
    ['Team Einkauf', 'Team Einkauf'],
  ])('%s is greeted as %s', (name, greeted) => {
    expect(firstName(name)).toBe(greeted);
  });

  it.each([
    ['Lea Vogt', 'LV'],
    ['lea marie vogt', 'LV'],
    ['Dr. Mia Vogt (Einkauf)', 'MV'],
    ['Prof. Dr.-Ing. Mia Vogt', 'MV'],
    ['(Einkauf) Mia Vogt', 'MV'],
    ['Mia Vogt [extern', 'MV'],
    ['Vogt, Lea', 'VL'],
    ['Lea', 'L'],
    ['L. Vogt', 'LV'],
    ['Dr.', 'D'],
    ['😀', '😀'],
    ['山田 太郎', '山太'],
  ])('%s is known by %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
