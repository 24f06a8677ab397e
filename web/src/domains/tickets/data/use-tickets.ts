/** The tickets of an account, and the queue of the team. */

import { answer, api } from '../../../api/client';
import { type Listing, loadListAhead, type Page, peek, useListing } from '../../../lib/resource';
import { noticed, upToDate } from './noticed';
import { type QueueEntry, type Status, statuses, type Ticket } from './types';

const listKey = (accountId: string) => `tickets/${accountId}`;
const queueKey = (status: Status, mine = false) => (mine ? `queue/mine/${status}` : `queue/${status}`);

async function loadTickets(accountId: string, cursor: string | undefined): Promise<Page<Ticket>> {
  const page = await answer(
    api.GET('/accounts/{account_id}/tickets', {
      params: { path: { account_id: accountId }, query: cursor ? { cursor } : {} },
    }),
  );
  return { ...page, items: upToDate(page.items, noticed(accountId), !cursor, Date.now()) };
}

export function loadTicketsAhead(accountId: string): void {
  loadListAhead(listKey(accountId), (cursor) => loadTickets(accountId, cursor));
}

export function useTickets(accountId: string): Listing<Ticket> {
  return useListing(listKey(accountId), (cursor) => loadTickets(accountId, cursor), { every: 60_000 });
}

export function useQueue(status: Status, mine = false): Listing<QueueEntry> {
  return useListing<QueueEntry>(
    queueKey(status, mine),
    (cursor) =>
      answer(
        api.GET('/staff/tickets', {
          params: { query: { status, ...(mine && { assignee: 'me' }), ...(cursor ? { cursor } : {}) } },
        }),
      ),
    { every: 20_000 },
  );
}

/** What a list has already told about a ticket, to show before the ticket itself is there. */
export function knownTicket(accountId: string, ticketId: string): Ticket | undefined {
  return peek<{ items: readonly Ticket[] }>(listKey(accountId))?.items.find(
    (ticket) => ticket.id === ticketId,
  );
}

export function knownQueueEntry(ticketId: string): QueueEntry | undefined {
  const keys = [queueKey('open', true), ...statuses.map((status) => queueKey(status))];
  for (const key of keys) {
    const queue = peek<{ items: readonly QueueEntry[] }>(key);
    const entry = queue?.items.find(({ id }) => id === ticketId);
    if (entry) return entry;
  }
  return undefined;
}
