/** Tickets of the queue that an agent has passed over. They stay behind in this tab, for this agent. */

import { tabStorage } from '../../../lib/browser-storage';

const most = 50;
const keyOf = (personId: string) => `atrium.skipped.${personId}`;

/** In the order in which they were passed over. */
export function readSkipped(personId: string): readonly string[] {
  return (tabStorage.read(keyOf(personId)) ?? '').split(' ').filter(Boolean);
}

export function writeSkipped(personId: string, skipped: readonly string[]): void {
  if (skipped.length === 0) tabStorage.remove(keyOf(personId));
  else tabStorage.write(keyOf(personId), skipped.join(' '));
}

export function withSkipped(skipped: readonly string[], id: string): readonly string[] {
  return [...skipped.filter((each) => each !== id), id].slice(-most);
}

/** The first of the queue that was not passed over; when all were, the one that was passed over first. */
export function nextOf<Entry extends { id: string }>(
  queue: readonly Entry[],
  current: string,
  skipped: readonly string[],
): Entry | null {
  const others = queue.filter(({ id }) => id !== current);
  const place = ({ id }: Entry) => skipped.indexOf(id);
  return others.toSorted((a, b) => place(a) - place(b))[0] ?? null;
}
