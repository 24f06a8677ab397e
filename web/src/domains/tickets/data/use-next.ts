/** The ticket that an agent goes on to. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { mayAsStaff, useMe } from '../../../lib/person';
import { newerThan, noticed } from './noticed';
import { nextOf, readSkipped, withSkipped, writeSkipped } from './skipped';
import type { QueueEntry } from './types';

export interface NextInQueue {
  /** Null when nothing else waits, undefined as long as that is not known. */
  next: QueueEntry | null | undefined;
  /** Whether the queue was looked at since the ticket was finished, or opened. */
  sure: boolean;
  /** Whether there is another one to go on to instead. */
  maySkip: boolean;
  skip: (ticketId: string) => void;
  /** The current ticket is answered or solved. */
  finished: () => void;
}

/** Loaded beyond those that were passed over. */
const ahead = 10;
const mostOfPage = 100;

export function useNext(ticketId: string): NextInQueue {
  const me = useMe();
  const { person } = me;
  const [queue, setQueue] = useState<readonly QueueEntry[]>();
  const [skipped, setSkipped] = useState(() => readSkipped(person.id));
  const [sure, setSure] = useState(false);
  const asked = useRef(0);

  const look = async (behind: number) => {
    if (!mayAsStaff(me, 'tickets.list_queue')) return;
    asked.current += 1;
    const mine = asked.current;
    const limit = Math.min(mostOfPage, behind + ahead);
    try {
      const page = await answer(api.GET('/staff/tickets', { params: { query: { status: 'open', limit } } }));
      if (mine !== asked.current) return;
      setQueue(page.items);
      setSure(true);
    } catch {
      // What was known stays; the way back to the queue is at the top.
    }
  };
  const change = (now: readonly string[]) => {
    setSkipped(now);
    writeSkipped(person.id, now);
    void look(now.length);
  };

  useEffect(() => {
    void look(skipped.length);
  }, [ticketId]);

  // The queue follows an answer of this tab within about a second.
  const waiting = queue?.filter(({ id, account_id, last_activity_at }) => {
    const newer = newerThan(noticed(account_id), id, last_activity_at);
    return !newer || newer.status === 'open';
  });
  return {
    next: waiting && nextOf(waiting, ticketId, skipped),
    sure,
    maySkip: (waiting?.filter(({ id }) => id !== ticketId).length ?? 0) > 1,
    skip: (id) => change(withSkipped(skipped, id)),
    finished: () => {
      setSure(false);
      change(skipped.filter((id) => id !== ticketId));
    },
  };
}
