/** The parts of a large upload: where each lies in the file, and sending some at a time. */

import type { Part } from './types';

/** Where a part begins, and where it ends. */
export function rangeOf({ number, size }: Pick<Part, 'number' | 'size'>, partSize: number): [number, number] {
  const start = (number - 1) * partSize;
  return [start, start + size];
}

/** How much has arrived, when these parts are still missing. */
export function arrivedOf(size: number, missing: readonly Pick<Part, 'size'>[]): number {
  return size - missing.reduce((sum, part) => sum + part.size, 0);
}

/** Does all, so many at a time. After the first that fails no other is begun, and those on their way are waited for. */
export async function someAtATime<Item>(
  items: readonly Item[],
  most: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  let failure: { thrown: unknown } | null = null;
  const work = async () => {
    for (let next = waiting.shift(); next && !failure; next = waiting.shift()) {
      try {
        await act(next);
      } catch (thrown) {
        failure ??= { thrown };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work));
  // The loops above set it, which the compiler does not see.
  const failed = failure as { thrown: unknown } | null;
  if (failed) throw failed.thrown;
}
