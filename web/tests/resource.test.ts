import { beforeEach, describe, expect, it } from 'vitest';
import {
  forgetResources,
  loadAhead,
  loadedAfter,
  loadedFromEnd,
  loadOnce,
  withPage,
} from '../src/lib/resource';

describe('what was asked for ahead of its page', () => {
  const now = 1_000_000;
  let loads = 0;
  const load = async () => ++loads;
  const refused = async () => {
    throw new Error('refused');
  };

  beforeEach(() => {
    loads = 0;
    forgetResources();
  });

  it('is asked for once', async () => {
    loadAhead('a', load, now);
    expect(await loadOnce('a', load, now + 5_000)).toBe(1);
    expect(loads).toBe(1);
    expect(await loadOnce('a', load, now + 5_000)).toBe(2);
  });

  it('is asked for again when it was refused, grew old or belongs to somebody else', async () => {
    loadAhead('a', refused, now);
    expect(await loadOnce('a', load, now)).toBe(1);
    loadAhead('a', load, now);
    expect(await loadOnce('a', load, now + 60_000)).toBe(3);
    loadAhead('a', load, now);
    forgetResources();
    expect(await loadOnce('a', load, now)).toBe(5);
  });
});

it('loads once while the page changes nothing', async () => {
  let loads = 0;
  const data = await loadedAfter(
    () => 3,
    async () => ++loads,
  );
  expect([data, loads]).toEqual([1, 1]);
});

it('loads again what was asked for before the page changed it', async () => {
  let changes = 0;
  const answers = ['before the change', 'after it'];
  const data = await loadedAfter(
    () => changes,
    async () => {
      if (answers.length === 2) changes += 1;
      return answers.shift();
    },
  );
  expect(data).toBe('after it');
  expect(answers).toEqual([]);
});

describe('"Show more"', () => {
  const page = (ids: string[], next_cursor: string | null = null) => ({
    items: ids.map((id) => ({ id })),
    next_cursor,
  });
  const listOf = (ids: string[], next: string | null) => ({
    items: ids.map((id) => ({ id })),
    next,
    pages: 1,
  });
  const ids = (list: { items: readonly { id: string }[] } | undefined) => list?.items.map(({ id }) => id);

  it('drops the answer to a cursor that the list no longer ends with, and asks from its end', async () => {
    // A ticket arrives and the page looks again while the next page is on its way: the old end is not the end now.
    let list = listOf(['b', 'c'], 'behind c');
    const asked: string[] = [];
    const found = await loadedFromEnd(
      () => list.next,
      async (cursor) => {
        asked.push(cursor);
        if (cursor === 'behind c') list = listOf(['a', 'b'], 'behind b');
        return cursor === 'behind c' ? page(['d', 'e']) : page(['c', 'd']);
      },
    );
    expect(asked).toEqual(['behind c', 'behind b']);
    expect(found && ids(withPage(list, found.page))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('asks nothing when the list turns out to end', async () => {
    let next: string | null = 'behind a';
    const load = async () => {
      next = null;
      return page(['b']);
    };
    expect(await loadedFromEnd(() => next, load)).toBeNull();
  });

  it('shows a row once that has moved down between two pages', () => {
    const joined = withPage(listOf(['a', 'b'], 'x'), page(['b', 'c'], 'y'));
    expect([ids(joined), joined.next, joined.pages]).toEqual([['a', 'b', 'c'], 'y', 2]);
  });
});
