/**
 * What other domains use of tickets: whether an account has any, and what was lately seen of
 * them. All else of this domain is its own.
 */

export { justOpened, newerThan, noticed } from './data/noticed';
export type { Ticket } from './data/types';
export { useTickets } from './data/use-tickets';
