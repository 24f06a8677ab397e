/** `/accounts/:accountId/tickets/:ticketId`: one matter, from the question to the answer. */

import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { NotFound } from '../../../ui/NotFound';
import { useThread } from '../data/use-thread';
import { knownTicket } from '../data/use-tickets';
import { ticketPaths } from '../paths';
import { Answering } from './Answering';
import { ThreadPage } from './ThreadPage';

export function TicketThread({ membership, ticketId }: { membership: Membership; ticketId: string }) {
  const t = useText();
  const accountId = membership.account.id;
  const thread = useThread(accountId, ticketId);
  if (thread.problem?.status === 404) return <NotFound />;
  return (
    <ThreadPage
      thread={thread}
      known={knownTicket(accountId, ticketId)}
      side="customer"
      back={{ href: ticketPaths.tickets(accountId), label: t('thread.back') }}
    >
      {thread.data && (
        <Answering
          key={ticketId}
          accountId={accountId}
          ticket={thread.data.ticket}
          side="customer"
          may={membership.may}
          lastSeq={thread.data.messages.at(-1)?.seq ?? 0}
          onSent={thread.add}
          onSolved={(_, ticket) => thread.change(ticket)}
          onConflict={() => void thread.reload()}
        />
      )}
    </ThreadPage>
  );
}
