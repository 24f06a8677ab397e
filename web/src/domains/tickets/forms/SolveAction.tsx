/** The quiet way to end a ticket, and the way back. */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Action } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { type Step, stepFrom } from '../data/solving';
import type { Ticket, TicketWithMessages } from '../data/types';
import { useSolving } from '../data/use-solving';
import { Resolution } from '../pages/Resolution';
import { RatingForm } from './RatingForm';

export interface SolveActionProps {
  accountId: string;
  ticket: TicketWithMessages;
  may: readonly Action[];
  /** What this person has just done, and it is said here; null when that no longer holds. */
  onTold: (done: Step | null) => void;
  onDone: (step: Step, ticket: Ticket) => void;
  /** Somebody wrote at the same moment. */
  onConflict: () => void;
}

const operations = {
  close: 'tickets.close_ticket',
  reopen: 'tickets.reopen_ticket',
} as const satisfies Readonly<Record<Step, Action>>;

export function SolveAction({ accountId, ticket, may, onTold, onDone, onConflict }: SolveActionProps) {
  const t = useText();
  const { done, problem, sending, wait, take } = useSolving({ accountId, ticket, onDone, onConflict });
  const told = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => onTold(done), [done]);
  useEffect(() => {
    if (done) told.current?.focus({ preventScroll: true });
  }, [done]);
  const step = stepFrom(ticket.status);
  const offered = may.includes(operations[step]);
  const ended = (
    <>
      <Resolution ticket={ticket} />
      <RatingForm ticket={ticket} may={may} />
    </>
  );
  if (!offered && !done) return ended;
  return (
    <>
      <div class="solving">
        {problem && (
          <Notice tone="problem">
            <p>{problem.code === 'conflict' ? t('thread.written_meanwhile') : problemText(problem, t)}</p>
            <Wait seconds={wait} />
          </Notice>
        )}
        <div class="solving-row">
          {done && (
            <p class="saved" ref={told} tabIndex={-1}>
              <Icon name="check" />
              <span key={done}>{t(`thread.${done}_done`)}</span>
            </p>
          )}
          {offered && (
            <Button look="quiet" busy={sending} disabled={wait > 0} onClick={() => void take(step)}>
              <span key={step}>{t(`thread.${step}`)}</span>
            </Button>
          )}
        </div>
      </div>
      {ended}
    </>
  );
}
