import { describe, expect, it } from 'vitest';
import { formatter, localeFor } from '../src/lib/format';

const now = new Date('2026-03-12T13:00:00Z');
const english = formatter('en-GB', 'Europe/Berlin');
const german = formatter('de-DE', 'Europe/Berlin');

describe('money', () => {
  it('has its digits and its currency as people write them', () => {
    const amount = { value: '1234.50', currency: 'EUR' };
    expect(english.money(amount)).toBe('€1,234.50');
    expect(german.money(amount)).toBe('1.234,50\u00a0€');
    expect(german.money({ value: '-0.10', currency: 'SEK' })).toBe('-0,10\u00a0SEK');
  });

  it('is exact, however much it is', () => {
    expect(english.money({ value: '9007199254740993.01', currency: 'USD' })).toBe(
      'US$9,007,199,254,740,993.01',
    );
  });
});

describe('moments', () => {
  it('are told in the person’s time zone', () => {
    expect(english.time('2026-03-12T12:05:00Z')).toBe('13:05');
    expect(formatter('en-GB', 'America/New_York').time('2026-03-12T12:05:00Z')).toBe('08:05');
    expect(english.dateTime('2026-03-12T12:05:00Z')).toContain('12 March 2026');
    expect(english.dayKey('2026-03-12T23:30:00Z')).toBe('2026-03-13');
    expect(english.hourOf(now)).toBe(14);
  });

  it('of a day are the same wherever they are read', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])
      expect(formatter('en-GB', zone).timeOfDay('08:00')).toMatch(/^0?8:00$/);
    expect(formatter('en-US', 'Asia/Tokyo').timeOfDay('20:30')).toMatch(/^8:30\sPM$/);
  });

  it('take one formatter for all who ask for the same', () => {
    expect(formatter('en-GB', 'Europe/Berlin')).toBe(english);
    expect(formatter('en-GB', 'Europe/Paris')).not.toBe(english);
  });

  it('survive a time zone that does not exist', () => {
    expect(formatter('en-GB', 'Middle/Earth').time('2026-03-12T12:05:00Z')).toMatch(/^\d\d:\d\d$/);
  });

  it.each([
    ['2026-03-12T12:59:40Z', 'now', 'jetzt'],
    ['2026-03-12T12:55:00Z', '5 minutes ago', 'vor 5 Minuten'],
    ['2026-03-12T10:00:00Z', '3 hours ago', 'vor 3 Stunden'],
    ['2026-03-11T10:00:00Z', 'yesterday', 'gestern'],
    ['2026-02-20T10:00:00Z', '20 Feb', '20. Feb.'],
    ['2025-12-24T10:00:00Z', '24 Dec 2025', '24. Dez. 2025'],
    // A clock that is a little ahead of ours is no reason for "in 2 minutes".
    ['2026-03-12T13:02:00Z', 'now', 'jetzt'],
  ])('are relative to now: %s', (at, inEnglish, inGerman) => {
    expect(english.relative(at, now)).toBe(inEnglish);
    expect(german.relative(at, now)).toBe(inGerman);
  });

  it('are grouped by day', () => {
    expect(english.day('2026-03-12T08:00:00Z', now)).toBe('Today');
    expect(german.day('2026-03-11T08:00:00Z', now)).toBe('Gestern');
    expect(german.day('2026-03-02T08:00:00Z', now)).toBe('Montag, 2. März');
  });
});

describe('spans and numbers', () => {
  it('are rounded to what matters', () => {
    expect(english.elapsed('2026-03-12T12:59:50Z', now)).toBe('1 min');
    expect(german.elapsed('2026-03-12T10:00:00Z', now)).toBe('3 Stunden');
    expect(english.elapsed('2026-03-11T10:00:00Z', now), 'not 27 hours').toBe('1 day');
    expect(german.elapsed('2026-03-10T10:00:00Z', now)).toBe('2 Tage');
    expect(english.elapsed('2026-03-01T10:00:00Z', now)).toBe('11 days');
    expect(english.elapsed('2026-01-26T10:00:00Z', now)).toBe('45 days');
    expect(english.elapsed('2025-08-12T10:00:00Z', now)).toBe('6 months');
    expect(english.elapsed('2023-01-12T10:00:00Z', now)).toBe('3 years');
    expect(english.duration(65)).toBe('1 minute 5 seconds');
    expect(german.duration(120)).toBe('2 Minuten');
    expect(english.duration(3600), 'not 60 minutes').toBe('1 hour');
    expect(german.duration(5430)).toBe('1 Stunde 30 Minuten');
    expect(german.number(10000)).toBe('10.000');
  });
});

describe('the locale', () => {
  it('is the browser’s flavour of the language', () => {
    expect(localeFor('en', ['de-AT', 'en-US'])).toBe('en-US');
    expect(localeFor('de', ['en-US'])).toBe('de-DE');
    expect(localeFor('en', ['en'])).toBe('en-GB');
  });
});
