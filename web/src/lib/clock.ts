/** One shared clock for everything that says "5 minutes ago". */

import { createStore, useStore } from './store';

const now = createStore(new Date());

setInterval(() => now.set(new Date()), 30_000);
document.addEventListener('visibilitychange', () => now.set(new Date()));

export function useNow(): Date {
  return useStore(now);
}
