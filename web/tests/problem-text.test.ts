import { describe, expect, it } from 'vitest';
import { type Problem, problemOf, readProblem, secondsUntil } from '../src/api/problem';
import { problemText } from '../src/ui/problem-text';
import { allTexts, translatorOf } from './all-texts';

const english = translatorOf('en');
const german = translatorOf('de');
const en = allTexts('en');

function problem(code: string, fields: Problem['fields'] = []): Problem {
  return { code, status: 422, fields, retryAfter: null };
}

describe('what a person reads about a problem', () => {
  it('follows the code, in their language', () => {
    expect(problemText(problem('invalid_credentials'), english)).toBe(
      'The email address or the password is not correct.',
    );
    expect(problemText(problem('invalid_credentials'), german)).toBe(
      'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
    );
  });

  it('has something to say about a code it does not know', () => {
    expect(problemText(problem('invented_tomorrow'), english)).toBe(en['problem.internal']);
    expect(problemText(problem('constructor'), english)).toBe(en['problem.internal']);
  });
});

describe('reading an answer', () => {
  it('takes code, fields and the time to wait', () => {
    const response = new Response(null, { status: 429, headers: { 'Retry-After': '42' } });
    const body = { code: 'too_many_attempts', errors: [{ pointer: '/email', code: 'required' }, 'nonsense'] };
    expect(readProblem(response, body)).toEqual({
      code: 'too_many_attempts',
      status: 429,
      fields: [{ pointer: '/email', code: 'required' }],
      retryAfter: 42,
    });
  });

  it('makes do with the status when the answer is not ours', () => {
    expect(readProblem(new Response(null, { status: 504 }), '<html>').code).toBe('timeout');
    expect(readProblem(new Response(null, { status: 418 }), undefined).code).toBe('unknown');
    expect(problemOf(new TypeError('a mistake of ours')).code).toBe('unknown');
  });

  it('understands both forms of Retry-After', () => {
    const now = Date.parse('2026-03-01T12:00:00Z');
    expect(secondsUntil('Sun, 01 Mar 2026 12:00:30 GMT', now)).toBe(30);
    expect(secondsUntil('Sun, 01 Mar 2026 11:00:00 GMT', now)).toBe(0);
    expect(secondsUntil('soon', now)).toBeNull();
    expect(secondsUntil(null, now)).toBeNull();
  });
});
