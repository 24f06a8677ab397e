/** A value that outlives components and tells those who read it when it changes. */

import { useEffect, useReducer } from 'preact/hooks';

export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const drawn = store.get();
  useEffect(() => {
    // The store may have changed between the first draw and this effect.
    if (!Object.is(store.get(), drawn)) redraw(undefined);
    return store.subscribe(() => redraw(undefined));
  }, [store]);
  return drawn;
}
