/** Browsers that make up languages or refuse what they offer: the portal goes on. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { alone } from '../src/api/alone';
import { copyText, otherTabs, preferredLanguages, usableLanguages } from '../src/lib/browser';
import { preferences } from '../src/lib/browser-storage';
import { deviceTimeZone, formatter, listedTimeZones, localeFor } from '../src/lib/format';
import { languageOf } from '../src/lib/i18n';
import { sources } from './imports';

afterEach(() => vi.unstubAllGlobals());

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('languages', () => {
  it.each([
    [['en-US@posix'], ['en-US']],
    [['de_DE.UTF-8', 'C'], ['de-DE']],
    [
      ['de-DE@euro', 'en'],
      ['de-DE', 'en'],
    ],
    [['', '*', 'x', 'en_GB'], ['en-GB']],
    [
      ['de-at', 'he'],
      ['de-AT', 'he'],
    ],
  ])('%j are read as %j', (told, read) => {
    expect(usableLanguages(told)).toEqual(read);
  });

  it('that `Intl` would throw at still give dates and numbers, in the right language', () => {
    const languages = usableLanguages(['de_DE.UTF-8', 'de-DE@euro', 'en-US@posix']);
    expect(languageOf(languages)).toBe('de');
    expect(formatter(localeFor('de', languages), 'Europe/Berlin').number(10000)).toBe('10.000');
    expect(formatter(localeFor('en', languages), 'Europe/Berlin').time('2026-03-12T12:05:00Z')).toContain(
      '1:05',
    );
  });

  it('may be missing', () => {
    vi.stubGlobal('navigator', {});
    expect(preferredLanguages()).toEqual([]);
  });
});

describe('what a browser refuses', () => {
  it('locks: the renewal goes on without, once, and what it throws is its own', async () => {
    const ours = new Error('ours');
    for (const locks of [undefined, { request: async () => refuse() }]) {
      vi.stubGlobal('navigator', { locks });
      const act = vi.fn(async () => 'renewed');
      expect(await alone('a', act)).toBe('renewed');
      expect(act).toHaveBeenCalledTimes(1);
    }
    vi.stubGlobal('navigator', { locks: { request: (_: string, act: () => unknown) => act() } });
    const failing = vi.fn(() => Promise.reject(ours));
    await expect(alone('a', failing)).rejects.toBe(ours);
    expect(failing).toHaveBeenCalledTimes(1);
  });

  it('the channel to other tabs: nobody hears, nothing breaks', () => {
    vi.stubGlobal('BroadcastChannel', refuse);
    const tabs = otherTabs('a');
    expect(() => tabs.listen(() => {})).not.toThrow();
    expect(() => tabs.tell('signed-out')).not.toThrow();
  });

  it('the clipboard: it says that nothing was copied', async () => {
    vi.stubGlobal('navigator', {});
    expect(await copyText('text')).toBe(false);
    vi.stubGlobal('navigator', { clipboard: { writeText: async () => refuse() } });
    expect(await copyText('text')).toBe(false);
  });

  it('storage: nothing is kept', () => {
    vi.stubGlobal('localStorage', undefined);
    expect(preferences.read('a')).toBeNull();
    expect(() => preferences.write('a', 'b')).not.toThrow();
  });

  it('time zones: none is known', () => {
    vi.stubGlobal('Intl', { DateTimeFormat: refuse });
    expect(deviceTimeZone()).toBeUndefined();
    expect(listedTimeZones()).toEqual([]);
  });
});

describe('what may throw', () => {
  it.each([
    [/\b(local|session)Storage\b/, ['lib/browser-storage.ts']],
    [/\bnavigator\.(languages?|clipboard|cookieEnabled)\b/, ['lib/browser.ts']],
    [/\bBroadcastChannel\b/, ['lib/browser.ts']],
    [/\bnavigator\.locks\b/, ['api/alone.ts']],
    // Plural rules are asked for the portal's own languages, which every browser knows.
    [/\bIntl\.(?!PluralRules)/, ['lib/browser.ts', 'lib/countries.ts', 'lib/format.ts']],
  ])('%s is asked for in one place', (api, files) => {
    const askers = sources().filter(({ text }) => api.test(text));
    expect(askers.map(({ path }) => path).sort()).toEqual(files);
  });
});
