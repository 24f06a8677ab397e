import { describe, expect, it, vi } from 'vitest';
import type { Catalogue, Messages } from '../src/lib/i18n';

vi.stubGlobal('document', { documentElement: {} });
vi.stubGlobal('navigator', { languages: ['en'] });
// Read once and not drawn, a store needs nothing of a component.
vi.mock('preact/hooks', () => ({ useReducer: () => [0, () => {}], useEffect: () => {} }));

const { addTexts, speak, speakFirst, useText } = await import('../src/lib/i18n');

/** A catalogue of one text, whose chunks come when the test lets them. */
function catalogue(key: string) {
  const arrive: Record<string, () => void> = {};
  const of = (language: string) => () =>
    new Promise<Partial<Messages>>((resolve) => {
      arrive[language] = () => resolve({ [key]: `${key} ${language}` } as Partial<Messages>);
    });
  const texts: Catalogue = { en: of('en'), de: of('de') };
  return { texts, arrive: (language: string) => arrive[language]?.() };
}

// These texts are in no catalogue of ours.
const said = (key: string) => useText()(key as 'state.loading');
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('texts that come later', () => {
  it('are there for the page that waits for them, and in the language that was asked for meanwhile', async () => {
    const first = catalogue('first');
    const later = catalogue('later');
    const starting = speakFirst(first.texts);
    first.arrive('en');
    await starting;
    expect(said('first')).toBe('first en');

    const switching = speak('de');
    const opening = addTexts(later.texts);
    first.arrive('de');
    first.arrive('en');
    later.arrive('en');
    await opening;
    expect([said('first'), said('later')]).toEqual(['first en', 'later en']);

    await turn();
    first.arrive('de');
    later.arrive('de');
    await switching;
    expect([said('first'), said('later')]).toEqual(['first de', 'later de']);
  });
});
