import { describe, expect, it } from 'vitest';
import { safeNext } from '../../src/domains/auth/paths';

describe('where to go after signing in', () => {
  const origin = 'https://portal.example';

  it('is a page of this portal', () => {
    expect(safeNext('/accounts/a/tickets?x=1#m', origin)).toBe('/accounts/a/tickets?x=1#m');
  });

  it.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\\/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/.//evil.example',
    '/sign-in?next=/sign-in',
    '/sign-up',
    '/forgot-password?next=/profile',
    'accounts/a',
  ])('is never elsewhere: %s', (next) => {
    expect(safeNext(next, origin)).toBe('/');
  });
});
