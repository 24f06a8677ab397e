/** Every address of the portal, as patterns for the router and as builders for links. */

export const patterns = {
  root: '/',
  signIn: '/sign-in',
  signUp: '/sign-up',
  forgotPassword: '/forgot-password',
  home: '/accounts/:accountId',
  tickets: '/accounts/:accountId/tickets',
  newTicket: '/accounts/:accountId/tickets/new',
  ticket: '/accounts/:accountId/tickets/:ticketId',
  profile: '/profile',
  authenticator: '/profile/authenticator',
  staff: '/staff',
  staffQueue: '/staff/tickets',
  staffTicket: '/staff/accounts/:accountId/tickets/:ticketId',
} as const;

const segment = encodeURIComponent;

export const paths = {
  root: () => '/',
  signIn: (next?: string) => withNext(patterns.signIn, next),
  signUp: (next?: string) => withNext(patterns.signUp, next),
  forgotPassword: (next?: string) => withNext(patterns.forgotPassword, next),
  home: (accountId: string) => `/accounts/${segment(accountId)}`,
  tickets: (accountId: string) => `${paths.home(accountId)}/tickets`,
  newTicket: (accountId: string) => `${paths.tickets(accountId)}/new`,
  ticket: (accountId: string, ticketId: string) => `${paths.tickets(accountId)}/${segment(ticketId)}`,
  profile: () => '/profile',
  authenticator: () => '/profile/authenticator',
  staffQueue: (status?: 'open' | 'pending') =>
    status === 'pending' ? '/staff/tickets?status=pending' : '/staff/tickets',
  staffTicket: (accountId: string, ticketId: string) =>
    `/staff/accounts/${segment(accountId)}/tickets/${segment(ticketId)}`,
};

function withNext(path: string, next: string | undefined): string {
  return next && next !== '/' ? `${path}?${new URLSearchParams({ next })}` : path;
}

/** Where people are before they are signed in. */
export function isFront(path: string): boolean {
  return path === patterns.signIn || path === patterns.signUp || path === patterns.forgotPassword;
}

/** Addresses that lead on by themselves once somebody is signed in. */
export function isPassing(path: string): boolean {
  return (
    isFront(path) || path === patterns.root || path === patterns.staff || path === patterns.authenticator
  );
}

/**
 * Where to go after signing in. Only an address of this portal is followed: anything else in
 * `?next=` could carry a person who has just signed in to somebody else's page.
 */
export function safeNext(next: string | undefined, origin: string): string {
  if (!next?.startsWith('/')) return paths.root();
  try {
    const target = new URL(next, origin);
    if (target.origin !== origin || isFront(target.pathname)) return paths.root();
    // A path such as `//elsewhere` survives URL parsing as a path only in part; a router would read it anew.
    if (target.pathname.startsWith('//')) return paths.root();
    return target.pathname + target.search + target.hash;
  } catch {
    return paths.root();
  }
}
