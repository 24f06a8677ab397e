/**
 * Tickets as this tab has last seen them, in their thread or as the answer to its own change. Lists follow a change within
 * about a second; until then they must not show less than the person has already seen.
 */

import { keep, peek } from '../../../lib/resource';
import type { Ticket } from './types';

interface Noticed {
  ticket: Ticket;
  /** Opened in this tab at this time: the lists may not have it at all yet. */
  openedAt: number | null;
}

/** No list is later than this, in milliseconds. */
const atLatest = 10_000;

const keyOf = (accountId: string) => `noticed/${accountId}`;

export function noticed(accountId: string): readonly Noticed[] {
  return peek<readonly Noticed[]>(keyOf(accountId)) ?? [];
}

export function notice(ticket: Ticket, openedAt: number | null = null): void {
  const all = noticed(ticket.account_id);
  const before = all.find((each) => each.ticket.id === ticket.id);
  const now = { ticket, openedAt: openedAt ?? before?.openedAt ?? null };
  const others = all.filter((each) => each.ticket.id !== ticket.id);
  keep(keyOf(ticket.account_id), [now, ...others].slice(0, 50));
}

/** Times on the wire have fractions of different lengths, so they are compared as numbers. */
export function isLater(one: string, other: string): boolean {
  return Date.parse(one) > Date.parse(other);
}

/** Those that are newer than what a list says of them. */
export function newerThan(known: readonly Noticed[], id: string, since: string): Ticket | undefined {
  return known.find(({ ticket }) => ticket.id === id && isLater(ticket.last_activity_at, since))?.ticket;
}

/** Those opened so lately that no list needs to have them. */
export function justOpened(known: readonly Noticed[], now: number): Ticket[] {
  return known.flatMap(({ ticket, openedAt }) =>
    openedAt !== null && now - openedAt < atLatest ? [ticket] : [],
  );
}

/** As the server orders the customer's list: first what waits for them, then by the last activity. */
export function inOrder(tickets: readonly Ticket[]): Ticket[] {
  const turn = ({ status }: Ticket) => (status === 'pending' ? 0 : 1);
  return tickets.toSorted(
    (a, b) => turn(a) - turn(b) || Date.parse(b.last_activity_at) - Date.parse(a.last_activity_at),
  );
}

/** A page of the list, no older than what was noticed. */
export function upToDate(
  items: readonly Ticket[],
  known: readonly Noticed[],
  isFirst: boolean,
  now: number,
): readonly Ticket[] {
  const changed = items.map((item) => newerThan(known, item.id, item.last_activity_at) ?? item);
  const missing = isFirst
    ? justOpened(known, now).filter(({ id }) => !items.some((item) => item.id === id))
    : [];
  const same = missing.length === 0 && changed.every((item, place) => item === items[place]);
  return same ? items : inOrder([...missing, ...changed]);
}
