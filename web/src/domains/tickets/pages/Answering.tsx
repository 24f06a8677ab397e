/** What can be done with a ticket below its messages: writing back, ending it, opening it again. */

import type { Action } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import type { Step } from '../data/solving';
import type { Message, Ticket } from '../data/types';
import { useSolving } from '../data/use-solving';
import type { Overtaking } from '../forms/Overtaken';
import { ReplyForm } from '../forms/ReplyForm';
import { SolveAction } from '../forms/SolveAction';
import type { Side } from './TicketMarks';

interface Props {
  accountId: string;
  ticket: Ticket;
  side: Side;
  may: readonly Action[];
  /** The last message on the page. */
  lastSeq: number;
  overtaken?: Overtaking;
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
  onSent,
  onSolved,
  onConflict,
}: Props) {
  const t = useText();
  const solving = useSolving({ accountId, ticket, onDone: onSolved, onConflict });
  const mayReply = may.includes('tickets.reply');
  return (
    <div class="answering">
      {mayReply && ticket.status === 'solved' && !solving.done && (
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
          onSent={onSent}
        />
      )}
      <SolveAction ticket={ticket} may={may} solving={solving} />
    </div>
  );
}
