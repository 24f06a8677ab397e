/** Says something to people who listen to the page instead of looking at it. */

import { createStore, useStore } from './store';

const said = createStore({ text: '', turn: 0 });

export function announce(text: string): void {
  said.set({ text, turn: said.get().turn + 1 });
}

export function useAnnouncement(): { text: string; turn: number } {
  return useStore(said);
}
