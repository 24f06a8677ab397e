/** `/accounts/:accountId/tickets/:ticketId`: one matter, from the question to the answer. */

import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { NotFound } from '../../../ui/NotFound';
import { useThread } from '../data/use-thread';
import { knownTicket } from '../data/use-tickets';
import { ReplyForm } from '../forms/ReplyForm';
import { ticketPaths } from '../paths';
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
