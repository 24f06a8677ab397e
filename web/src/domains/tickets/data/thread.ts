/** The messages of a ticket, put together from the latest page, earlier pages and our own reply. */

import type { Following, Message, Ticket, TicketWithMessages } from './types';

export interface Thread {
  ticket: TicketWithMessages;
  messages: readonly Message[];
  /** Leads to messages before the first one here. */
  earlier: string | null;
}

/** Sequence numbers may have gaps; order and identity come from them all the same. */
export function mergeMessages(one: readonly Message[], other: readonly Message[]): Message[] {
  const bySeq = new Map<number, Message>();
  for (const message of [...one, ...other]) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Takes in the latest page. If it does not reach back to what we have, it starts afresh. */
export function withLatest(before: Thread | undefined, latest: TicketWithMessages): Thread {
  const items = latest.messages?.items ?? [];
  const afresh: Thread = { ticket: latest, messages: items, earlier: latest.messages?.next_cursor ?? null };
  if (!before) return afresh;
  const newestKnown = before.messages.at(-1)?.seq ?? 0;
  const oldestOfPage = items[0]?.seq ?? Number.POSITIVE_INFINITY;
  if (afresh.earlier !== null && oldestOfPage > newestKnown) return afresh;
  return { ticket: latest, messages: mergeMessages(before.messages, items), earlier: before.earlier };
}

export function withEarlier(before: Thread, page: TicketWithMessages): Thread {
  return {
    ...before,
    messages: mergeMessages(page.messages?.items ?? [], before.messages),
    earlier: page.messages?.next_cursor ?? null,
  };
}

export function withFollowing(before: Thread, following: Following): Thread {
  return { ...before, ticket: { ...before.ticket, following } };
}

/** The ticket as it is after a change, with the messages that we have. */
export function withTicket(before: Thread, ticket: Ticket): Thread {
  return { ...before, ticket: { ...before.ticket, ...ticket } };
}
