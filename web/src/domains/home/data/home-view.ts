/** The start page, no older than what this tab has seen since. */

import { justOpened, newerThan, type noticed, type Ticket } from '../../tickets/public';
import type { HomeItem, HomeList, HomeView } from './types';

const kindOf = { open: 'ticket_with_us', pending: 'ticket_answered', solved: null } as const satisfies Record<
  Ticket['status'],
  HomeItem['kind'] | null
>;

/** Moves the tickets that the person has meanwhile written in, closed or opened. The server does the same within a second. */
export function homeNow(home: HomeView, known: ReturnType<typeof noticed>, now: number): HomeView {
  const listed = [...home.to_do.items, ...home.in_progress.items];
  const moved = listed.flatMap((item) => {
    const ticket = newerThan(known, item.id, item.since);
    return ticket && kindOf[ticket.status] !== item.kind ? [ticket] : [];
  });
  const opened = justOpened(known, now).filter(({ id }) => !listed.some((item) => item.id === id));
  if (moved.length === 0 && opened.length === 0) return home;
  const arriving = [...moved, ...opened];
  return {
    to_do: changed(home.to_do, 'ticket_answered', moved, arriving),
    in_progress: changed(home.in_progress, 'ticket_with_us', moved, arriving),
  };
}

function changed(
  list: HomeList,
  kind: HomeItem['kind'],
  leaving: readonly Ticket[],
  arriving: readonly Ticket[],
): HomeList {
  const left = list.items.filter(({ id }) => !leaving.some((ticket) => ticket.id === id));
  const come = arriving.filter(({ status }) => kindOf[status] === kind).map((ticket) => itemOf(ticket, kind));
  return {
    ...list,
    items: [...come, ...left].toSorted((a, b) => Date.parse(b.since) - Date.parse(a.since)),
    count: Math.max(0, list.count - (list.items.length - left.length) + come.length),
  };
}

function itemOf(ticket: Ticket, kind: HomeItem['kind']): HomeItem {
  const { id, reference, subject, opened_by, last_activity_at } = ticket;
  return { id, reference, kind, title: subject, of: opened_by, since: last_activity_at };
}
