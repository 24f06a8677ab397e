/**
 * Data of a page: shown at once if we had it before, then brought up to date.
 *
 * The copies live in memory and are thrown away when the person changes.
 */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/problem';

interface Kept<T> {
  data: T | undefined;
  problem: Problem | null;
}

const kept = new Map<string, unknown>();

export function forgetResources(): void {
  kept.clear();
  ahead.clear();
}

/** What was asked for before its page was there. */
const ahead = new Map<string, { loading: Promise<unknown>; at: number }>();
const aheadAtMost = 10_000;

/** Begins to load what a page will ask for under this key. */
export function loadAhead<T>(key: string, load: () => Promise<T>, now = Date.now()): void {
  const loading = load();
  // The page asks again, and tells of it.
  loading.catch(() => {});
  ahead.set(key, { loading, at: now });
}

/** As `load`, unless that is on its way already. */
export async function loadOnce<T>(key: string, load: () => Promise<T>, now = Date.now()): Promise<T> {
  const early = ahead.get(key);
  ahead.delete(key);
  if (!early || now - early.at > aheadAtMost) return load();
  // Each key is used with one type only; the key says which.
  return (early.loading as Promise<T>).catch(load);
}

/** What another page has loaded under this key, if anything. */
export function peek<T>(key: string): T | undefined {
  // Each key is used with one type only; the key says which.
  return kept.get(key) as T | undefined;
}

export function keep<T>(key: string, data: T): void {
  kept.set(key, data);
}

export interface Resource<T> {
  data: T | undefined;
  /** Of the latest try. With data it means: what you see may be out of date. */
  problem: Problem | null;
  loading: boolean;
  reload: () => Promise<void>;
  set: (change: (data: T | undefined) => T) => void;
}

export interface ResourceOptions {
  /** Milliseconds between looks while the page is visible; also looks when it becomes so again. */
  every?: number;
}

/** Once more if the page itself changed something meanwhile: what was asked before the change may not know of it. */
export async function loadedAfter<T>(changes: () => number, load: () => Promise<T>): Promise<T> {
  for (;;) {
    const before = changes();
    const data = await load();
    if (changes() === before) return data;
  }
}

export function useResource<T>(
  key: string,
  load: (previous: T | undefined) => Promise<T>,
  { every }: ResourceOptions = {},
): Resource<T> {
  const [, redraw] = useState(0);
  const state = useRef<Kept<T> & { key: string; loading: boolean; changes: number }>({
    key: '',
    data: undefined,
    problem: null,
    loading: true,
    changes: 0,
  });
  if (state.current.key !== key) {
    state.current = { key, data: peek<T>(key), problem: null, loading: true, changes: 0 };
  }
  const loader = useRef(load);
  loader.current = load;
  const running = useRef<{ of: object; done: Promise<void> } | null>(null);

  const reload = useCallback((): Promise<void> => {
    const mine = state.current;
    const loadMine = loader.current;
    const work = async () => {
      mine.loading = true;
      redraw((n) => n + 1);
      try {
        const data = await loadedAfter(
          () => mine.changes,
          () => loadOnce(key, () => loadMine(mine.data)),
        );
        mine.data = data;
        mine.problem = null;
        if (state.current === mine) keep(key, data);
      } catch (thrown) {
        mine.problem = problemOf(thrown);
      }
      mine.loading = false;
      redraw((n) => n + 1);
    };
    // One look at a time; a look for another key is no look for this one.
    if (running.current?.of !== mine) {
      const done = work().finally(() => {
        if (running.current?.of === mine) running.current = null;
      });
      running.current = { of: mine, done };
    }
    return running.current.done;
  }, [key]);

  const set = useCallback(
    (change: (data: T | undefined) => T) => {
      const mine = state.current;
      if (mine.key !== key) {
        // It was asked for on a page that shows something else by now.
        keep(key, change(peek<T>(key)));
        return;
      }
      mine.data = change(mine.data);
      mine.changes += 1;
      keep(key, mine.data);
      redraw((n) => n + 1);
    },
    [key],
  );

  useEffect(() => {
    void reload();
  }, [reload]);

  useEffect(() => {
    if (!every) return;
    const look = () => {
      if (document.visibilityState === 'visible') void reload();
    };
    const timer = setInterval(look, every);
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    addEventListener('online', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
      removeEventListener('online', look);
    };
  }, [every, reload]);

  const { data, problem, loading } = state.current;
  return { data, problem, loading, reload, set };
}

export interface Page<Item> {
  items: readonly Item[];
  next_cursor?: string | null;
}

export interface List<Item> {
  items: readonly Item[];
  next: string | null;
  pages: number;
}

export interface Listing<Item> extends Resource<List<Item>> {
  more: { problem: Problem | null; loading: boolean; load: () => Promise<void> };
}

/**
 * The page that goes on from the end of a list. When the list was looked at again meanwhile, it ends elsewhere: what came
 * for its old end would leave a gap, and is dropped.
 */
export async function loadedFromEnd<Found>(
  end: () => string | null | undefined,
  loadPage: (cursor: string) => Promise<Found>,
): Promise<{ page: Found } | null> {
  for (let cursor = end(); cursor; cursor = end()) {
    const page = await loadPage(cursor);
    if (end() === cursor) return { page };
  }
  return null;
}

/** The list with one more page. A row that has moved between two looks is in both of their pages, and shown once. */
export function withPage<Item extends { id: string }>(
  before: List<Item> | undefined,
  page: Page<Item>,
): List<Item> {
  const items = before?.items ?? [];
  const known = new Set(items.map(({ id }) => id));
  return {
    items: [...items, ...page.items.filter(({ id }) => !known.has(id))],
    next: page.next_cursor ?? null,
    pages: (before?.pages ?? 0) + 1,
  };
}

/** The beginning of a list, as `useListing` asks for it. */
export function loadListAhead<Item extends { id: string }>(
  key: string,
  loadPage: (cursor: string | undefined) => Promise<Page<Item>>,
): void {
  loadAhead(key, async () => withPage(undefined, await loadPage(undefined)));
}

/** A list that grows page by page; looking again brings all its loaded pages up to date. */
export function useListing<Item extends { id: string }>(
  key: string,
  loadPage: (cursor: string | undefined) => Promise<Page<Item>>,
  options?: ResourceOptions,
): Listing<Item> {
  const [more, setMore] = useState<{ problem: Problem | null; loading: boolean }>({
    problem: null,
    loading: false,
  });
  const resource = useResource<List<Item>>(
    key,
    async (previous) => {
      let list = withPage(undefined, await loadPage(undefined));
      while (list.next && list.pages < (previous?.pages ?? 1)) {
        list = withPage(list, await loadPage(list.next));
      }
      return list;
    },
    options,
  );

  const load = async () => {
    if (more.loading) return;
    setMore({ problem: null, loading: true });
    try {
      // Of what is kept, because it is newer than what was drawn.
      const found = await loadedFromEnd(() => peek<List<Item>>(key)?.next, loadPage);
      if (found) resource.set((before) => withPage(before, found.page));
      setMore({ problem: null, loading: false });
    } catch (thrown) {
      setMore({ problem: problemOf(thrown), loading: false });
    }
  };
  return { ...resource, more: { ...more, load } };
}
