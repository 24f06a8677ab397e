/** Marking a ticket as solved and opening it again: once for a double click, safely again after a failure. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { noAnswer, type Problem } from '../../../api/problem';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { type Attempt, attemptFor } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { reached, type Step } from './solving';
import type { Ticket } from './types';

/** No second click of a double click comes later, in milliseconds: until then it must not undo the first. */
const doubleClick = 500;

interface Options {
  accountId: string;
  ticket: Ticket;
  onDone: (step: Step, ticket: Ticket) => void;
  /** Somebody wrote at the same moment. */
  onConflict: () => void;
}

export interface Solving {
  /** What this person has just done, while it holds. */
  done: Step | null;
  /** Why the last step was not taken, while the ticket is still not where it leads. */
  problem: Problem | null;
  sending: boolean;
  /** Seconds until the API takes another try. */
  wait: number;
  take: (step: Step) => Promise<void>;
}

export function useSolving({ accountId, ticket, onDone, onConflict }: Options): Solving {
  const t = useText();
  const call = useCall();
  const [tried, setTried] = useState<Step | null>(null);
  const [done, setDone] = useState<Step | null>(null);
  const attempt = useRef<Attempt | null>(null);

  // The ticket has moved on: a step that got no answer belongs to what was, and the next one is another.
  useEffect(() => {
    attempt.current = null;
    setDone((step) => (step && reached(step, ticket.status) ? step : null));
  }, [ticket.status, ticket.last_activity_at]);

  const take = async (step: Step) => {
    const problem = await call.run(async () => {
      setTried(step);
      setDone(null);
      attempt.current = attemptFor(attempt.current, step, () => crypto.randomUUID());
      const settled = new Promise((resolve) => setTimeout(resolve, doubleClick));
      try {
        const changed = await send(step, accountId, ticket.id, attempt.current.key);
        attempt.current = null;
        setDone(step);
        announce(t(`thread.${step}_said`));
        onDone(step, changed);
      } finally {
        await settled;
      }
    });
    // A refusal is an answer: the next try is a new one.
    if (problem && !noAnswer(problem)) attempt.current = null;
    if (problem?.code === 'conflict') onConflict();
  };

  const open = tried !== null && !reached(tried, ticket.status);
  return { done, problem: open ? call.problem : null, sending: call.sending, wait: call.wait, take };
}

function send(step: Step, accountId: string, ticketId: string, key: string): Promise<Ticket> {
  const params = {
    path: { account_id: accountId, ticket_id: ticketId },
    header: { 'Idempotency-Key': key },
  };
  return step === 'close'
    ? answer(api.POST('/accounts/{account_id}/tickets/{ticket_id}/close', { params }))
    : answer(api.POST('/accounts/{account_id}/tickets/{ticket_id}/reopen', { params }));
}
