/** What the person was told, and how much of it is new. */

import { useEffect } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { type Listing, useListing, useResource } from '../../../lib/resource';
import { createStore, useStore } from '../../../lib/store';
import type { Inbox, Notification } from './types';

/** Milliseconds between looks. */
const every = 10_000;

/** In how many matters something is unread; whoever learns it says it here. Null as long as nobody knows. */
const unread = createStore<number | null>(null);

/** One for each matter, so that names it. */
type Row = Notification & { id: string };

const withId = (item: Notification): Row => ({ ...item, id: item.matter.id });

async function load(query: { cursor?: string; limit?: number }): Promise<Inbox> {
  const inbox = await answer(api.GET('/me/notifications', { params: { query } }));
  unread.set(inbox.unread);
  return inbox;
}

export function useNotifications(): Listing<Row> {
  return useListing<Row>(
    'notifications',
    async (cursor) => {
      const page = await load(cursor ? { cursor } : {});
      return { ...page, items: page.items.map(withId) };
    },
    { every },
  );
}

/** Looked at again and again while the page is visible. */
export function useUnread(): number {
  useResource('notifications/unread', () => load({ limit: 1 }), { every });
  // Whoever comes next is somebody else.
  useEffect(() => () => unread.set(null), []);
  return useStore(unread) ?? 0;
}

/** Null as long as it is not known. */
export function knownUnread(): number | null {
  return unread.get();
}

/** What was seen is read. */
export async function markRead(matter: string, seq: number): Promise<void> {
  await answer(api.POST('/me/notifications/read', { body: { matter, seq } }));
  await load({ limit: 1 });
}

export async function markAllRead(): Promise<void> {
  await answer(api.POST('/me/notifications/read', { body: {} }));
  unread.set(0);
}
