import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/api/problem';
import { flawOf, flawText, refusedFlaw } from '../../src/domains/auth/data/new-password';
import { translatorOf } from '../all-texts';

function refusal(pointer: string, code: string): Problem {
  return { code: 'invalid_body', status: 422, fields: [{ pointer, code }], retryAfter: null };
}

describe('a new password', () => {
  it.each([
    ['', 'too_short'],
    ['eleven char', 'too_short'],
    ['twelve chars', null],
    ['😀'.repeat(12), null],
    ['x'.repeat(257), 'too_long'],
    [' padded word\u00a0\u200b', 'too_short'],
    [' padded password\u00a0\u200b', null],
    ['u\u0308'.repeat(11), 'too_short'],
    ['with a\u0007 bell in it', 'unfit'],
    ['with spaces in it', null],
    ['of two\u2028lines', 'unfit'],
  ])('%j: %s', (password, flaw) => {
    expect(flawOf(password, 'forgot')).toBe(flaw);
  });

  it.each([
    ['fourteen chars', 'too_short'],
    ['fifteen letters', null],
  ])('of somebody new, %j: %s', (password, flaw) => {
    expect(flawOf(password, 'sign_up')).toBe(flaw);
  });

  it('is refused by the API in its own words', () => {
    expect(refusedFlaw(null)).toBeNull();
    expect(refusedFlaw(refusal('/code', 'invalid_format'))).toBeNull();
    expect(refusedFlaw(refusal('/password', 'too_weak'))).toBe('too_weak');
    expect(refusedFlaw(refusal('#/password', 'too_short'))).toBe('too_short');
    expect(refusedFlaw(refusal('/password', 'invalid_format'))).toBe('unfit');
    expect(refusedFlaw(refusal('/password', 'invented_tomorrow'))).toBe('unfit');
  });

  it('says what to do', () => {
    const t = translatorOf('de');
    expect(flawText('too_short', 'sign_up', t)).toBe(
      'Das ist zu kurz: Es müssen mindestens 15 Zeichen sein.',
    );
    expect(flawText('too_short', 'forgot', t)).toBe(
      'Das ist zu kurz: Es müssen mindestens 15 Zeichen sein, mit Authentifizierungs-App 12.',
    );
    expect(flawText(null, 'sign_up', t)).toBeUndefined();
  });
});
