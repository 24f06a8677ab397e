/** The addresses of all domains: what builds one fits the router, and what was given out stays. */

import { describe, expect, it } from 'vitest';
import { accountPaths } from '../src/domains/accounts/paths';
import { authPaths } from '../src/domains/auth/paths';
import { ticketPaths } from '../src/domains/tickets/paths';
import { canBeRead } from '../src/lib/paths';

type Build = (...values: string[]) => string;

const files = import.meta.glob<Record<string, unknown>>('../src/domains/*/paths.ts', { eager: true });

/** What the domains export under names that end so, in one. */
function exported<Value>(end: string): Record<string, Value> {
  const found = Object.values(files).flatMap((file) =>
    Object.entries(file).filter(([name]) => name.endsWith(end)),
  );
  return Object.assign({}, ...found.map(([, value]) => value));
}

const patterns = exported<string>('Patterns');
const paths = exported<Build>('Paths');
const examples: Readonly<Record<string, string>> = { accountId: 'acc_1', ticketId: 'tic_2' };

describe('addresses', () => {
  it('fit the patterns of the router', () => {
    expect(Object.keys(paths).sort()).toEqual(Object.keys(patterns).sort());
    for (const [name, pattern] of Object.entries(patterns)) {
      const values: string[] = [];
      const filled = pattern.replace(/:(\w+)/g, (_, variable: string) => {
        const value = examples[variable] ?? `${variable}_3`;
        values.push(value);
        return value;
      });
      expect(paths[name]?.(...values), name).toBe(filled);
    }
  });

  it('are those that people have bookmarked and mails lead to', () => {
    expect(patterns).toMatchObject({
      signIn: '/sign-in',
      signUp: '/sign-up',
      forgotPassword: '/forgot-password',
      authenticator: '/profile/authenticator',
      security: '/profile/security',
      home: '/accounts/:accountId',
      tickets: '/accounts/:accountId/tickets',
      newTicket: '/accounts/:accountId/tickets/new',
      ticket: '/accounts/:accountId/tickets/:ticketId',
      staffQueue: '/staff/tickets',
      staffTicket: '/staff/accounts/:accountId/tickets/:ticketId',
      profile: '/profile',
      list: '/notifications',
      preferences: '/notifications/preferences',
      deliveries: '/notifications/deliveries',
      unsubscribe: '/unsubscribe',
      company: '/accounts/:accountId/company',
      people: '/accounts/:accountId/people',
      invite: '/accounts/:accountId/people/invite',
      person: '/accounts/:accountId/people/:personId',
      activity: '/accounts/:accountId/activity',
      invitation: '/invitation',
    });
  });

  it('keep strange ids in their segment', () => {
    expect(ticketPaths.ticket('a/b', '../c?d')).toBe('/accounts/a%2Fb/tickets/..%2Fc%3Fd');
    expect(ticketPaths.staffTicket('a/b', '../c?d')).toBe('/staff/accounts/a%2Fb/tickets/..%2Fc%3Fd');
  });

  it('are told from those that no router can read', () => {
    expect(['/', '/accounts/a%2Fb', '/%E2%82%AC', '/%25'].filter(canBeRead)).toHaveLength(4);
    expect(['/tickets/%E0%A4%A', '/accounts/100%', '/%zz/x'].filter(canBeRead)).toEqual([]);
  });

  it('carry the view', () => {
    expect(ticketPaths.staffQueue('pending')).toBe('/staff/tickets?status=pending');
    expect(accountPaths.activity('a', { kind: 'member', person: '' })).toBe(
      '/accounts/a/activity?kind=member',
    );
    expect(authPaths.signIn('/accounts/a?x=1&y=2')).toBe('/sign-in?next=%2Faccounts%2Fa%3Fx%3D1%26y%3D2');
  });
});
