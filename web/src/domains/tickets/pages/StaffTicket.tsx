/** `/staff/accounts/:accountId/tickets/:ticketId`: the same conversation, from our side. */

import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useMe } from '../../../lib/person';
import { lazyPage } from '../../../ui/lazy-page';
import { NotFound } from '../../../ui/NotFound';
import { makesPapers, transcriptPath } from '../../documents/public';
import { useNext } from '../data/use-next';
import { useThread } from '../data/use-thread';
import { knownQueueEntry } from '../data/use-tickets';
import { CannedPicker } from '../forms/CannedPicker';
import { overtaking } from '../forms/Overtaken';
import { ticketPaths } from '../paths';
import { later } from '../texts/later';
import { Answering } from './Answering';
import { NextTicket } from './NextTicket';
import { ThreadPage } from './ThreadPage';
import type { TicketDeskProps } from './TicketDesk';

const TicketDesk = lazyPage<TicketDeskProps>(
  () => import('./TicketDesk').then((module) => module.TicketDesk),
  later,
  'part',
);

export function StaffTicket({ accountId, ticketId }: { accountId: string; ticketId: string }) {
  const t = useText();
  const me = useMe();
  const { staff } = me;
  const thread = useThread(accountId, ticketId);
  const queue = useNext(ticketId);
  const [done, setDone] = useState<{ of: string; by: 'answer' | 'solving' } | null>(null);
  const [entry] = useState(() => knownQueueEntry(ticketId));
  if (thread.problem?.status === 404) return <NotFound />;

  const known = entry?.id === ticketId ? entry : undefined;
  const account = (thread.data?.ticket ?? known)?.account_name;
  const doneBy = done?.of === ticketId ? done.by : null;

  return (
    <ThreadPage
      thread={thread}
      known={known}
      side="staff"
      account={
        account && (
          <div>
            <dt>{t('tickets.account')}</dt>
            <dd dir="auto">{account}</dd>
          </div>
        )
      }
      back={{ href: ticketPaths.staffQueue(), label: t('queue.back') }}
    >
      {thread.data && (
        <NextTicket
          queue={queue}
          waiting={!doneBy && thread.data.ticket.status === 'open' ? ticketId : null}
          answered={doneBy === 'answer'}
          done={doneBy !== null}
        />
      )}
      {thread.data && (
        <Answering
          key={ticketId}
          accountId={accountId}
          ticket={thread.data.ticket}
          side="staff"
          overtaken={overtaking}
          tools={(insert) => thread.data && <CannedPicker ticket={thread.data.ticket} onChosen={insert} />}
          may={staff?.may ?? []}
          lastSeq={thread.data.messages.at(-1)?.seq ?? 0}
          onSent={(message) => {
            thread.add(message);
            setDone({ of: ticketId, by: 'answer' });
            queue.finished();
          }}
          onSolved={(step, ticket) => {
            thread.change(ticket);
            setDone(step === 'close' ? { of: ticketId, by: 'solving' } : null);
            if (step === 'close') queue.finished();
          }}
          onConflict={() => {
            setDone(null);
            void thread.reload();
          }}
        />
      )}
      {thread.data && (
        <TicketDesk
          key={`desk-${ticketId}`}
          ticket={thread.data.ticket}
          onChanged={() => void thread.reload()}
        />
      )}
      {thread.data && mayAsStaff(me, makesPapers) && (
        <p class="after screen-only">
          <a class="more-link" href={transcriptPath(accountId, ticketId)}>
            {t('thread.transcript')}
          </a>
        </p>
      )}
    </ThreadPage>
  );
}
