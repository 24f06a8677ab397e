/** What can be done with a ticket below its messages: writing back, ending it, opening it again. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Action } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { lazyPage } from '../../../ui/lazy-page';
import type { Step } from '../data/solving';
import type { Message, Ticket, TicketWithMessages } from '../data/types';
import type { Overtaking } from '../forms/Overtaken';
import { ReplyForm } from '../forms/ReplyForm';
import type { SolveActionProps } from '../forms/SolveAction';
import { later } from '../texts/later';
import type { Side } from './TicketMarks';

/** The quiet way out comes a moment after the way to write. */
const SolveAction = lazyPage<SolveActionProps>(
  () => import('../forms/SolveAction').then((module) => module.SolveAction),
  later,
  'part',
);

interface Props {
  accountId: string;
  ticket: TicketWithMessages;
  side: Side;
  may: readonly Action[];
  /** The last message on the page. */
  lastSeq: number;
  overtaken?: Overtaking;
  tools?: (insert: (text: string) => void) => ComponentChildren;
  onSent: (message: Message) => void;
  onSolved: (step: Step, ticket: Ticket) => void;
  onConflict: () => void;
}

export function Answering({
  accountId,
  ticket,
  side,
  may,
  lastSeq,
  overtaken,
  tools,
  onSent,
  onSolved,
  onConflict,
}: Props) {
  const t = useText();
  const [done, setDone] = useState<Step | null>(null);
  const mayReply = may.includes('tickets.reply');
  return (
    <div class="answering">
      {mayReply && ticket.status === 'solved' && !done && (
        <p class="solved-note">{t('thread.solved_note')}</p>
      )}
      {mayReply && (
        <ReplyForm
          accountId={accountId}
          ticketId={ticket.id}
          side={side}
          lastSeq={lastSeq}
          overtaken={overtaken}
          onOvertaken={onConflict}
          tools={tools}
          onSent={onSent}
        />
      )}
      <SolveAction
        accountId={accountId}
        ticket={ticket}
        may={may}
        onTold={setDone}
        onDone={onSolved}
        onConflict={onConflict}
      />
    </div>
  );
}
