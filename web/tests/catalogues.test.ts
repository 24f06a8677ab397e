import { describe, expect, it } from 'vitest';
import { deMore } from '../src/domains/auth/texts/de-later';
import { enMore } from '../src/domains/auth/texts/en-later';
import { fill, languageOf, translator } from '../src/lib/i18n';
import { de as deFirst } from '../src/ui/texts/de';
import { en as enFirst } from '../src/ui/texts/en';

const en = { ...enFirst, ...enMore };
const de = { ...deFirst, ...deMore };

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the catalogues', () => {
  it('say the same things', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
  });

  it('say each thing in one of their two parts', () => {
    expect(Object.keys(en)).toHaveLength(Object.keys(enFirst).length + Object.keys(enMore).length);
    expect(Object.keys(deFirst)).toEqual(Object.keys(enFirst));
  });

  it.each(Object.entries(en))('%s has its placeholders in German too', (key, text) => {
    const german = de[key as keyof typeof en];
    expect(placeholders(german)).toEqual(placeholders(text));
    expect(german.trim()).not.toBe('');
  });

  it('address people as „Sie“', () => {
    for (const text of Object.values(de)) expect(text).not.toMatch(/\b(du|dein\w*|dich|dir|euch)\b/i);
  });
});

describe('translating', () => {
  it('fills in, and leaves what is missing visible', () => {
    expect(fill('Hello {name}, {what}', { name: 'Anna {what}' })).toBe('Hello Anna {what}, {what}');
  });

  it('counts', () => {
    const t = translator({ language: 'de', messages: de });
    expect(t.count('home.waiting', 1)).toBe('1 Antwort wartet auf Sie.');
    expect(t.count('home.waiting', 3)).toBe('3 Antworten warten auf Sie.');
  });

  it('finds the first language that we speak', () => {
    expect(languageOf(['fr-CH', 'de-CH', 'en'])).toBe('de');
    expect(languageOf(['sv'])).toBe('en');
    expect(languageOf([])).toBe('en');
  });
});
