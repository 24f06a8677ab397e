/** `/staff/accounts/:accountId/tickets/:ticketId`: the same conversation, from our side. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { ButtonLink } from '../../../ui/Button';
import { NotFound } from '../../../ui/NotFound';
import { Notice } from '../../../ui/Notice';
import type { QueueEntry } from '../data/types';
import { useThread } from '../data/use-thread';
import { knownQueueEntry } from '../data/use-tickets';
import { ReplyForm } from '../forms/ReplyForm';
import { ticketPaths } from '../paths';
import { ThreadPage } from './ThreadPage';

/** What comes after an answer: the next in the queue, or nothing when it is empty. */
type After = { next: QueueEntry | null };

export function StaffTicket({ accountId, ticketId }: { accountId: string; ticketId: string }) {
  const t = useText();
  const thread = useThread(accountId, ticketId);
  const [after, setAfter] = useState<{ of: string; what: After } | null>(null);
  const [entry] = useState(() => knownQueueEntry(ticketId));
  if (thread.problem?.status === 404) return <NotFound />;

  const lookForNext = async () => {
    try {
      const queue = await answer(
        api.GET('/staff/tickets', { params: { query: { status: 'open', limit: 2 } } }),
      );
      const next = queue.items.find(({ id }) => id !== ticketId) ?? null;
      setAfter({ of: ticketId, what: { next } });
    } catch {
      // The answer is sent, which is what matters; the way back to the queue is at the top.
    }
  };
  const next = after?.of === ticketId ? after.what : null;
  const known = entry?.id === ticketId ? entry : undefined;

  return (
    <ThreadPage
      thread={thread}
      known={known}
      side="staff"
      account={(thread.data?.ticket ?? known)?.account_name}
      back={{ href: ticketPaths.staffQueue(), label: t('queue.back') }}
    >
      {next && (
        <Notice tone="info">
          <p>{next.next ? t('queue.answered') : `${t('queue.answered')} ${t('queue.done')}`}</p>
          {next.next && (
            <ButtonLink href={ticketPaths.staffTicket(next.next.account_id, next.next.id)}>
              {t('queue.next', { subject: next.next.subject })}
            </ButtonLink>
          )}
        </Notice>
      )}
      <ReplyForm
        key={ticketId}
        accountId={accountId}
        ticketId={ticketId}
        side="staff"
        onSent={(message) => {
          thread.add(message);
          void lookForNext();
        }}
      />
    </ThreadPage>
  );
}
