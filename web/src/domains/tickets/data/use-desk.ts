/** What the team knows of a ticket: who looks after it, its tags, and notes that no customer gets. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';
import { type Resource, useResource } from '../../../lib/resource';
import type { Ticket } from './types';

export type TicketDesk = Answer<'tickets.get_desk', 200>;
export type Note = Answer<'tickets.write_note', 201>;
export type Desk = Answer<'tickets.update_as_staff', 200>;
export type Colleague = Answer<'auth.list_staff', 200>['items'][number];

/** What is set at once: all of it, and the version that it was made from. */
export interface DeskChange {
  assignee: string | null;
  tags: readonly string[];
  version: number;
}

const pathOf = (ticket: Pick<Ticket, 'account_id' | 'id'>) => ({
  account_id: ticket.account_id,
  ticket_id: ticket.id,
});

export function useDesk(ticket: Pick<Ticket, 'account_id' | 'id'>): Resource<TicketDesk> {
  return useResource<TicketDesk>(
    `desk/${ticket.account_id}/${ticket.id}`,
    () =>
      answer(
        api.GET('/accounts/{account_id}/tickets/{ticket_id}/desk', {
          params: { path: pathOf(ticket), query: { limit: 100 } },
        }),
      ),
    { every: 20_000 },
  );
}

export function putDesk(ticket: Pick<Ticket, 'account_id' | 'id'>, change: DeskChange): Promise<Desk> {
  const { assignee, tags, version } = change;
  return answer(
    api.PUT('/accounts/{account_id}/tickets/{ticket_id}/desk', {
      params: { path: pathOf(ticket), header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { version, tags: [...tags], ...(assignee ? { assignee } : {}) },
    }),
  );
}

export function writeNote(
  ticket: Pick<Ticket, 'account_id' | 'id'>,
  text: string,
  key: string,
): Promise<Note> {
  return answer(
    api.POST('/accounts/{account_id}/tickets/{ticket_id}/notes', {
      params: { path: pathOf(ticket), header: { 'Idempotency-Key': key } },
      body: { text },
    }),
  );
}

/** The colleagues whom a ticket can be given to: all who answer customers. */
export function useColleagues(): Resource<readonly Colleague[]> {
  return useResource<readonly Colleague[]>('desk/colleagues', async () => {
    const found: Colleague[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer<'auth.list_staff', 200> = await answer(
        api.GET('/staff/people', { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } }),
      );
      found.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return found.filter(({ role }) => role !== 'content');
  });
}
