/** The texts: the same in both languages, each in one house, and used only where they are loaded. */

import { describe, expect, it } from 'vitest';
import { fill, languageOf } from '../src/lib/i18n';
import { allTexts, catalogueFiles, translatorOf } from './all-texts';
import { domainOf, sources } from './imports';

const english = catalogueFiles.filter(({ language }) => language === 'en');
const en = allTexts('en');
const de = allTexts('de');

const firstWord = (key: string) => key.split('.')[0] ?? '';
const housesOfWord = new Map<string, Set<string>>();
for (const { house, texts } of english)
  for (const key of Object.keys(texts))
    housesOfWord.set(firstWord(key), (housesOfWord.get(firstWord(key)) ?? new Set()).add(house));

/** The keys in a source text; of one that is put together, what it begins with. */
function textsIn(text: string): string[] {
  const whole = [...text.matchAll(/'([a-z_]+\.[\w.]+)'/g)].map(([, key = '']) => key);
  const begun = [...text.matchAll(/`([a-z_]+\.[\w.]*)\$\{/g)].map(([, key = '']) => key);
  return [
    ...whole.filter((key) => key in en || `${key}.one` in en),
    ...begun.filter((key) => housesOfWord.has(firstWord(key))),
  ];
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the catalogues', () => {
  it('are found', () => {
    expect(english.map(({ house }) => house)).toEqual(
      expect.arrayContaining(['ui', 'auth', 'home', 'tickets']),
    );
    expect(Object.keys(en).length).toBeGreaterThan(250);
  });

  it.each(english)('of $house, later: $later, say the same things in German', ({ house, later, texts }) => {
    const german = catalogueFiles.find(
      (file) => file.house === house && file.later === later && file.language === 'de',
    );
    expect(Object.keys(german?.texts ?? {})).toEqual(Object.keys(texts));
  });

  it('have each text once, and the first word of its key is of one house', () => {
    const keys = english.flatMap(({ texts }) => Object.keys(texts));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const shared = [...housesOfWord].filter(([, houses]) => houses.size > 1).map(([word]) => word);
    expect(shared).toEqual([]);
  });

  it('are read in their own house; those of ui, everywhere', () => {
    const readers = sources().filter(({ path }) => !path.includes('texts/'));
    const read = readers.flatMap(({ path, text }) => textsIn(text).map((key) => ({ path, key })));
    expect(read.length).toBeGreaterThan(250);
    const elsewhere = read.filter(({ path, key }) => {
      const houses = housesOfWord.get(firstWord(key));
      return !houses?.has('ui') && !houses?.has(domainOf(path) ?? '');
    });
    expect(elsewhere.map(({ path, key }) => `src/${path} reads ${key}`)).toEqual([]);
  });

  it.each(Object.entries(en))('%s has its placeholders in German too', (key, text) => {
    const german = de[key] ?? '';
    expect(placeholders(german)).toEqual(placeholders(text));
    expect(german.trim()).not.toBe('');
  });

  it('address people as „Sie“', () => {
    for (const text of Object.values(de)) expect(text).not.toMatch(/\b(du|dein\w*|dich|dir|euch)\b/i);
  });
});

describe('the words', () => {
  const both = [en, de];

  it('call one thing by one word: a request, „Anfrage“', () => {
    expect(Object.values(en).filter((text) => /\b([Tt]ickets?|Ask us|[Pp]ressing)\b/.test(text))).toEqual([]);
    expect(Object.values(de).filter((text) => /\b(Tickets?|Fragen Sie uns|Anliegen)\b/.test(text))).toEqual([
      de['kind.request'],
    ]);
    for (const texts of both)
      expect([texts['home.ask'], texts['tickets.ask'], texts['new.title']]).toEqual(
        Array(3).fill(texts['new.nav']),
      );
    expect([en['new.nav'], de['new.nav']]).toEqual(['New request', 'Neue Anfrage']);
  });

  it('call an email an email', () => {
    expect(Object.values(en).filter((text) => /\b([Mm]ails?|[Ee]-mails?)\b/.test(text))).toEqual([]);
  });

  it('say of a status the same everywhere, and of an answered request nothing that waits for somebody', () => {
    for (const texts of both) {
      const answered = texts['status.customer.pending'];
      expect([texts['status.staff.pending'], texts['queue.pending'], texts['home.waiting_title']]).toEqual(
        Array(3).fill(answered),
      );
      expect(texts['home.recent_title']).toBe(texts['status.customer.open']);
    }
    // Also true of a request that nobody has looked at yet.
    expect([en['status.customer.open'], de['status.customer.open']]).toEqual(['With us', 'Bei uns']);
    expect([en['status.customer.pending'], de['status.customer.pending']]).toEqual([
      'Answered',
      'Beantwortet',
    ]);
  });
});

describe('translating', () => {
  it('fills in, and leaves what is missing visible', () => {
    expect(fill('Hello {name}, {what}', { name: 'Anna {what}' })).toBe('Hello Anna {what}, {what}');
  });

  it('counts', () => {
    const t = translatorOf('de');
    expect(t.count('home.waiting', 1)).toBe('1 Anfrage ist beantwortet.');
    expect(t.count('home.waiting', 3)).toBe('3 Anfragen sind beantwortet.');
  });

  it('finds the first language that we speak', () => {
    expect(languageOf(['fr-CH', 'de-CH', 'en'])).toBe('de');
    expect(languageOf(['sv'])).toBe('en');
    expect(languageOf([])).toBe('en');
  });
});
