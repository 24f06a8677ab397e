/** Every address of the portal, as patterns for the router and as builders for links. */

export const patterns = {
  root: '/',
  signIn: '/sign-in',
  home: '/accounts/:accountId',
  tickets: '/accounts/:accountId/tickets',
  newTicket: '/accounts/:accountId/tickets/new',
  ticket: '/accounts/:accountId/tickets/:ticketId',
  profile: '/profile',
  staff: '/staff',
  staffQueue: '/staff/tickets',
  staffTicket: '/staff/accounts/:accountId/tickets/:ticketId',
} as const;

const segment = encodeURIComponent;

export const paths = {
  root: () => '/',
  signIn: (next?: string) =>
    next && next !== '/' ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in',
  home: (accountId: string) => `/accounts/${segment(accountId)}`,
  tickets: (accountId: string) => `${paths.home(accountId)}/tickets`,
  newTicket: (accountId: string) => `${paths.tickets(accountId)}/new`,
  ticket: (accountId: string, ticketId: string) => `${paths.tickets(accountId)}/${segment(ticketId)}`,
  profile: () => '/profile',
  staffQueue: (status?: 'open' | 'pending') =>
    status === 'pending' ? '/staff/tickets?status=pending' : '/staff/tickets',
  staffTicket: (accountId: string, ticketId: string) =>
    `/staff/accounts/${segment(accountId)}/tickets/${segment(ticketId)}`,
};

/**
 * Where to go after signing in. Only an address of this portal is followed: anything else in
 * `?next=` could carry a person who has just signed in to somebody else's page.
 */
export function safeNext(next: string | undefined, origin: string): string {
  if (!next?.startsWith('/')) return paths.root();
  try {
    const target = new URL(next, origin);
    if (target.origin !== origin || target.pathname === patterns.signIn) return paths.root();
    // A path such as `//elsewhere` survives URL parsing as a path only in part; a router would read it anew.
    if (target.pathname.startsWith('//')) return paths.root();
    return target.pathname + target.search + target.hash;
  } catch {
    return paths.root();
  }
}
