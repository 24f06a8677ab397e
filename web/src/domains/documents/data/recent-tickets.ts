/** The newest requests of a customer, of which the team makes a transcript. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';
import { peek, useResource } from '../../../lib/resource';
import { type ReferredTicket, ticketIn } from './typed-paper';
import type { Place } from './types';

export type RecentTicket = Answer<'tickets.list_tickets', 200>['items'][number];

const most = 100;
const keyOf = (accountId: string) => `documents/recent-tickets/${accountId}`;

/** Undefined as long as they are not known; none for whoever may not see them, and when they cannot be loaded. */
export function useRecentTickets({ accountId, may }: Place): readonly RecentTicket[] | undefined {
  const allowed = may('tickets.list_tickets');
  const { data, problem } = useResource<readonly RecentTicket[]>(keyOf(allowed ? accountId : ''), async () =>
    allowed ? loadTickets(accountId) : [],
  );
  return data ?? (problem ? [] : undefined);
}

async function loadTickets(accountId: string): Promise<readonly RecentTicket[]> {
  const page = await answer(
    api.GET('/accounts/{account_id}/tickets', {
      params: { path: { account_id: accountId }, query: { limit: most } },
    }),
  );
  return page.items;
}

/** What was typed, or the id of the request whose reference it is, among those that were loaded. */
export function withTicketId<Typed extends { ticket: string }>(typed: Typed, accountId: string): Typed {
  const known = peek<readonly ReferredTicket[]>(keyOf(accountId)) ?? [];
  return { ...typed, ticket: ticketIn(typed.ticket, known) ?? typed.ticket };
}
