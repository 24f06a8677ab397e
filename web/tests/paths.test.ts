import { describe, expect, it } from 'vitest';
import { paths, patterns, safeNext } from '../src/lib/paths';

describe('addresses', () => {
  it('fit the patterns of the router', () => {
    const built = {
      root: paths.root(),
      signIn: paths.signIn(),
      signUp: paths.signUp(),
      forgotPassword: paths.forgotPassword(),
      home: paths.home('acc_1'),
      tickets: paths.tickets('acc_1'),
      newTicket: paths.newTicket('acc_1'),
      ticket: paths.ticket('acc_1', 'tic_2'),
      profile: paths.profile(),
      authenticator: paths.authenticator(),
      staff: '/staff',
      staffQueue: paths.staffQueue(),
      staffTicket: paths.staffTicket('acc_1', 'tic_2'),
    } satisfies Record<keyof typeof patterns, string>;
    for (const [name, pattern] of Object.entries(patterns)) {
      const filled = pattern.replace(':accountId', 'acc_1').replace(':ticketId', 'tic_2');
      expect(filled).toBe(built[name as keyof typeof built]);
    }
  });

  it('keep strange ids in their segment', () => {
    expect(paths.ticket('a/b', '../c?d')).toBe('/accounts/a%2Fb/tickets/..%2Fc%3Fd');
  });

  it('carry the view', () => {
    expect(paths.staffQueue('pending')).toBe('/staff/tickets?status=pending');
    expect(paths.signIn('/accounts/a?x=1&y=2')).toBe('/sign-in?next=%2Faccounts%2Fa%3Fx%3D1%26y%3D2');
  });
});

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
