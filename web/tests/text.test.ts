import { describe, expect, it } from 'vitest';
import pasted from '../../shared/src/input/text/pasted.json';
import { cleanLine, cleanProse, cleanWord, isBlank, lengthOf } from '../src/lib/text';

const nothing = (text: string) => (isBlank(text) ? null : text);

describe('text', () => {
  it('is counted as the API counts', () => {
    expect(lengthOf('a🔧ü')).toBe(3);
    expect(lengthOf('')).toBe(0);
  });

  it.each(pasted)('is cleaned as by the API: $what', ({ typed, line, prose }) => {
    expect(nothing(cleanLine(typed))).toBe(line);
    expect(nothing(cleanProse(typed))).toBe(prose);
  });

  it('loses what the API would refuse', () => {
    expect(cleanProse('a\u0000b\u0007c\u001b')).toBe('abc');
    expect(cleanProse('cut \ud83d')).toBe('cut \ufffd');
    expect(cleanLine('\ude00 cut')).toBe('\ufffd cut');
  });

  it('has nothing unseen where a machine reads it', () => {
    expect(cleanWord('\u200b lea@vogt\u200d.example\u202c\u00a0')).toBe('lea@vogt.example');
  });
});
