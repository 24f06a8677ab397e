/** `/staff/accounts/:accountId/tickets/:ticketId`: the same conversation, from our side. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { NotFound } from '../../../ui/NotFound';
import { Notice } from '../../../ui/Notice';
import type { QueueEntry } from '../data/types';
import { useThread } from '../data/use-thread';
import { knownQueueEntry } from '../data/use-tickets';
import { ticketPaths } from '../paths';
import { Answering } from './Answering';
import { ThreadPage } from './ThreadPage';

/** What comes after an answer or an end: the next in the queue, or nothing when it is empty. */
type After = { done: 'answered' | 'solved'; next: QueueEntry | null };

export function StaffTicket({ accountId, ticketId }: { accountId: string; ticketId: string }) {
  const t = useText();
  const { staff } = useMe();
  const thread = useThread(accountId, ticketId);
  const [after, setAfter] = useState<{ of: string; what: After } | null>(null);
  const [entry] = useState(() => knownQueueEntry(ticketId));
  if (thread.problem?.status === 404) return <NotFound />;

  const lookForNext = async (done: After['done']) => {
    try {
      const queue = await answer(
        api.GET('/staff/tickets', { params: { query: { status: 'open', limit: 2 } } }),
      );
      const next = queue.items.find(({ id }) => id !== ticketId) ?? null;
      setAfter({ of: ticketId, what: { done, next } });
    } catch {
      // It is done, which is what matters; the way back to the queue is at the top.
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
          <p>
            <span>{t(`queue.${next.done}_told`)}</span> {!next.next && <span>{t('queue.done')}</span>}
          </p>
          {next.next && (
            <ButtonLink href={ticketPaths.staffTicket(next.next.account_id, next.next.id)}>
              {t('queue.next', { subject: `\u2068${next.next.subject}\u2069` })}
            </ButtonLink>
          )}
        </Notice>
      )}
      {thread.data && (
        <Answering
          key={ticketId}
          accountId={accountId}
          ticket={thread.data.ticket}
          side="staff"
          may={staff?.may ?? []}
          lastSeq={thread.data.messages.at(-1)?.seq ?? 0}
          onSent={(message) => {
            thread.add(message);
            void lookForNext('answered');
          }}
          onSolved={(step, ticket) => {
            thread.change(ticket);
            if (step === 'close') void lookForNext('solved');
            else setAfter(null);
          }}
          onConflict={() => {
            setAfter(null);
            void thread.reload();
          }}
        />
      )}
    </ThreadPage>
  );
}
