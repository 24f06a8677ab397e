/** `/accounts/:accountId/tickets/:ticketId`: one matter, from the question to the answer. */

import type { Membership } from '../../api/types';
import { ReplyForm } from '../../forms/tickets/ReplyForm';
import { useText } from '../../lib/i18n';
import { paths } from '../../lib/paths';
import { useThread } from '../../lib/use-thread';
import { knownTicket } from '../../lib/use-tickets';
import { ThreadPage } from '../../ui/ThreadPage';
import { NotFound } from '../home/NotFound';

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
      back={{ href: paths.tickets(accountId), label: t('thread.back') }}
    >
      {membership.may.includes('tickets.reply') && (
        <ReplyForm
          key={ticketId}
          accountId={accountId}
          ticketId={ticketId}
          side="customer"
          onSent={thread.add}
        />
      )}
    </ThreadPage>
  );
}
