/** One sentence about what was just done, carried to the page that comes next. */

import type { MessageKey } from './i18n';
import { createStore, useStore } from './store';

export type Done = Extract<MessageKey, `${string}.done`>;

export interface Told {
  what: Done;
  /** The address where it came to rest; it does not go along any further. */
  restsAt: string | null;
}

const told = createStore<Told | null>(null);

export function tell(what: Done): void {
  told.set({ what, restsAt: null });
}

export function untell(): void {
  told.set(null);
}

export function useTold(): Told | null {
  return useStore(told);
}

/** What is left of it at an address: `passing` ones lead on by themselves. */
export function carryOn(before: Told, path: string, passing: boolean): Told | null {
  if (before.restsAt !== null) return before.restsAt === path ? before : null;
  return passing ? before : { ...before, restsAt: path };
}

export function arriveAt(path: string, passing: boolean): void {
  const before = told.get();
  const after = before && carryOn(before, path, passing);
  if (after?.restsAt !== before?.restsAt) told.set(after);
}
