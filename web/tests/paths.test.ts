import { describe, expect, it } from 'vitest';
import { profilePaths, profilePatterns } from '../src/domains/accounts/paths';
import { authPaths, authPatterns } from '../src/domains/auth/paths';
import { homePaths, homePatterns } from '../src/domains/home/paths';
import { ticketPaths, ticketPatterns } from '../src/domains/tickets/paths';

const patterns = { ...authPatterns, ...homePatterns, ...ticketPatterns, ...profilePatterns };

describe('addresses', () => {
  it('fit the patterns of the router', () => {
    const built = {
      signIn: authPaths.signIn(),
      signUp: authPaths.signUp(),
      forgotPassword: authPaths.forgotPassword(),
      authenticator: authPaths.authenticator(),
      home: homePaths.home('acc_1'),
      tickets: ticketPaths.tickets('acc_1'),
      newTicket: ticketPaths.newTicket('acc_1'),
      ticket: ticketPaths.ticket('acc_1', 'tic_2'),
      staffQueue: ticketPaths.staffQueue(),
      staffTicket: ticketPaths.staffTicket('acc_1', 'tic_2'),
      profile: profilePaths.profile(),
    } satisfies Record<keyof typeof patterns, string>;
    for (const [name, pattern] of Object.entries(patterns)) {
      const filled = pattern.replace(':accountId', 'acc_1').replace(':ticketId', 'tic_2');
      expect(filled).toBe(built[name as keyof typeof built]);
    }
  });

  it('are those that people have bookmarked and mails lead to', () => {
    expect(patterns).toEqual({
      signIn: '/sign-in',
      signUp: '/sign-up',
      forgotPassword: '/forgot-password',
      authenticator: '/profile/authenticator',
      home: '/accounts/:accountId',
      tickets: '/accounts/:accountId/tickets',
      newTicket: '/accounts/:accountId/tickets/new',
      ticket: '/accounts/:accountId/tickets/:ticketId',
      staffQueue: '/staff/tickets',
      staffTicket: '/staff/accounts/:accountId/tickets/:ticketId',
      profile: '/profile',
    });
  });

  it('keep strange ids in their segment', () => {
    expect(ticketPaths.ticket('a/b', '../c?d')).toBe('/accounts/a%2Fb/tickets/..%2Fc%3Fd');
    expect(ticketPaths.staffTicket('a/b', '../c?d')).toBe('/staff/accounts/a%2Fb/tickets/..%2Fc%3Fd');
  });

  it('carry the view', () => {
    expect(ticketPaths.staffQueue('pending')).toBe('/staff/tickets?status=pending');
    expect(authPaths.signIn('/accounts/a?x=1&y=2')).toBe('/sign-in?next=%2Faccounts%2Fa%3Fx%3D1%26y%3D2');
  });
});
