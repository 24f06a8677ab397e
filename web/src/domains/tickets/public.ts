/** What other domains use of tickets: those of an account, which the start page shows. All else of this domain is its own. */

export type { Ticket } from './data/types';
export { useTickets } from './data/use-tickets';
export { TicketTable } from './pages/TicketTable';
