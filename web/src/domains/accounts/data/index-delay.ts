/** What was written just now is in a list a moment later, where that list is an index: then it is looked at once more. */

import { useEffect } from 'preact/hooks';

/** In milliseconds. */
const atMost = 1_500;

const written = new Map<string, number>();

export function noteWritten(list: 'team' | 'approvals', now = Date.now()): void {
  written.set(list, now);
}

/** Milliseconds until another look is worth it; null when nothing was written lately. */
export function lookIn(list: 'team' | 'approvals', now = Date.now()): number | null {
  const wait = (written.get(list) ?? 0) + atMost - now;
  return wait > 0 ? wait : null;
}

export function useLookAgain(list: 'team' | 'approvals', reload: () => Promise<void>): void {
  useEffect(() => {
    const wait = lookIn(list);
    if (wait === null) return;
    const timer = setTimeout(() => void reload(), wait);
    return () => clearTimeout(timer);
  }, [list, reload]);
}
