/** Of the requests of a customer, those that are not solved: first the ones that wait for the team. */

import type { Ticket } from './types';

/** As many as are shown beside all else of a customer. */
const most = 5;

export function openOnes(tickets: readonly Ticket[]): { shown: readonly Ticket[]; more: boolean } {
  const of = (status: Ticket['status']) => tickets.filter((ticket) => ticket.status === status);
  const open = [...of('open'), ...of('pending')];
  return { shown: open.slice(0, most), more: open.length > most };
}
