/** The addresses of tickets, for customers and for the team. */

import { accountPath, ofAccount, ofStaff, segment } from '../../lib/paths';
import type { Status } from './data/types';

export const ticketPatterns = {
  tickets: `${ofAccount}/tickets`,
  newTicket: `${ofAccount}/tickets/new`,
  ticket: `${ofAccount}/tickets/:ticketId`,
  staffQueue: `${ofStaff}/tickets`,
  policy: `${ofStaff}/service-policy`,
  canned: `${ofStaff}/canned-replies`,
  staffTicket: `${ofStaff}${ofAccount}/tickets/:ticketId`,
} as const;

/** Names a message within the page of its ticket. */
export const messagePlace = (seq: number) => `message-${seq}`;

export const ticketPaths = {
  tickets: (accountId: string) => `${accountPath(accountId)}/tickets`,
  newTicket: (accountId: string) => `${ticketPaths.tickets(accountId)}/new`,
  ticket: (accountId: string, ticketId: string) => `${ticketPaths.tickets(accountId)}/${segment(ticketId)}`,
  staffQueue: (part: Status | 'mine' = 'open') => {
    if (part === 'open') return ticketPatterns.staffQueue;
    return `${ticketPatterns.staffQueue}?${part === 'mine' ? 'assignee=me' : `status=${part}`}`;
  },
  policy: () => ticketPatterns.policy,
  canned: () => ticketPatterns.canned,
  staffTicket: (accountId: string, ticketId: string) =>
    `${ofStaff}${ticketPaths.ticket(accountId, ticketId)}`,
};
