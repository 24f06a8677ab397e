/** The addresses of tickets, for customers and for the team. */

import { accountPath, ofAccount, ofStaff, segment } from '../../lib/paths';
import type { Status } from './data/types';

export const ticketPatterns = {
  tickets: `${ofAccount}/tickets`,
  newTicket: `${ofAccount}/tickets/new`,
  ticket: `${ofAccount}/tickets/:ticketId`,
  staffQueue: `${ofStaff}/tickets`,
  staffTicket: `${ofStaff}${ofAccount}/tickets/:ticketId`,
} as const;

/** Names a message within the page of its ticket. */
export const messagePlace = (seq: number) => `message-${seq}`;

export const ticketPaths = {
  tickets: (accountId: string) => `${accountPath(accountId)}/tickets`,
  newTicket: (accountId: string) => `${ticketPaths.tickets(accountId)}/new`,
  ticket: (accountId: string, ticketId: string) => `${ticketPaths.tickets(accountId)}/${segment(ticketId)}`,
  staffQueue: (status: Status = 'open') =>
    status === 'open' ? ticketPatterns.staffQueue : `${ticketPatterns.staffQueue}?status=${status}`,
  staffTicket: (accountId: string, ticketId: string) =>
    `${ofStaff}${ticketPaths.ticket(accountId, ticketId)}`,
};
