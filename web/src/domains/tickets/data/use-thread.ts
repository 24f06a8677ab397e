/** A ticket with its messages, kept up to date while somebody looks at it. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { type Problem, problemOf } from '../../../api/problem';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { loadedFromEnd, peek, type Resource, useResource } from '../../../lib/resource';
import { notice } from './noticed';
import { mergeMessages, type Thread, withEarlier, withFollowing, withLatest, withTicket } from './thread';
import type { Following, Message, Ticket } from './types';

const lookEvery = 20_000;

export interface LoadedThread extends Resource<Thread> {
  earlier: { problem: Problem | null; loading: boolean; load: () => Promise<void> };
  add: (message: Message) => void;
  /** Takes in the ticket as a change has left it. */
  change: (ticket: Ticket) => void;
  /** Takes in whether the person hears of it from now on. */
  setFollowing: (following: Following) => void;
}

export function useThread(accountId: string, ticketId: string): LoadedThread {
  const t = useText();
  const { person } = useMe();
  const [earlier, setEarlier] = useState<{ problem: Problem | null; loading: boolean }>({
    problem: null,
    loading: false,
  });

  const key = `thread/${accountId}/${ticketId}`;
  const load = (cursor?: string) =>
    answer(
      api.GET('/accounts/{account_id}/tickets/{ticket_id}', {
        params: { path: { account_id: accountId, ticket_id: ticketId }, query: cursor ? { cursor } : {} },
      }),
    );

  const resource = useResource<Thread>(
    key,
    async (previous) => {
      const latest = await load();
      notice(latest);
      const known = previous?.messages.at(-1)?.seq;
      const news = (latest.messages?.items ?? []).filter(
        (message) => known !== undefined && message.seq > known && message.author.id !== person.id,
      );
      for (const message of news) announce(t('thread.new_message', { name: message.author.name }));
      return withLatest(previous, latest);
    },
    { every: lookEvery },
  );

  const loadEarlier = async () => {
    if (earlier.loading) return;
    setEarlier({ problem: null, loading: true });
    try {
      const found = await loadedFromEnd(() => peek<Thread>(key)?.earlier, load);
      if (found) {
        resource.set((before) =>
          before ? withEarlier(before, found.page) : withLatest(undefined, found.page),
        );
        announce(t('thread.earlier_loaded'));
      }
      setEarlier({ problem: null, loading: false });
    } catch (thrown) {
      setEarlier({ problem: problemOf(thrown), loading: false });
    }
  };

  const add = (message: Message) => {
    if (!resource.data) return;
    const { data } = resource;
    resource.set(() => ({ ...data, messages: mergeMessages(data.messages, [message]) }));
    void resource.reload();
  };

  const change = (ticket: Ticket) => {
    if (!resource.data) return;
    const { data } = resource;
    notice(ticket);
    resource.set((before) => withTicket(before ?? data, ticket));
    void resource.reload();
  };

  const setFollowing = (following: Following) => {
    const { data } = resource;
    if (data) resource.set((before) => withFollowing(before ?? data, following));
  };

  return { ...resource, earlier: { ...earlier, load: loadEarlier }, add, change, setFollowing };
}
