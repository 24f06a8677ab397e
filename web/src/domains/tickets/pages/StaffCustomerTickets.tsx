/** What a customer has asked and is not solved yet, for the team: a part of the page of the customer. */

import '../styles/tickets.css';
import '../styles/staff.css';
import { answer, api } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { useResource } from '../../../lib/resource';
import { Elapsed } from '../../../ui/Elapsed';
import { LoadFailed } from '../../../ui/Notice';
import { openRow } from '../../../ui/open-row';
import { Skeleton } from '../../../ui/Skeleton';
import { openOnes } from '../data/open-ones';
import type { Ticket } from '../data/types';
import { ticketPaths } from '../paths';
import { PriorityMark, StatusMark } from './TicketMarks';

/** The list has those that wait for the customer first, then all others by their last activity. */
const lookedAt = 100;

export function StaffCustomerTickets({ accountId }: { accountId: string }) {
  const t = useText();
  const { data, problem, reload } = useResource(`customer-tickets/${accountId}`, () =>
    answer(
      api.GET('/accounts/{account_id}/tickets', {
        params: { path: { account_id: accountId }, query: { limit: lookedAt } },
      }),
    ),
  );
  const { shown, more } = openOnes(data?.items ?? []);
  return (
    <section class="panel" aria-labelledby="open-requests">
      <h2 id="open-requests">{t('queue.of_customer')}</h2>
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={3} />}
      {data && shown.length === 0 && <p class="hint">{t('queue.none_of_customer')}</p>}
      {shown.length > 0 && <Table tickets={shown} accountId={accountId} />}
      {more && <p class="hint">{t('queue.more_of_customer')}</p>}
    </section>
  );
}

function Table({ tickets, accountId }: { tickets: readonly Ticket[]; accountId: string }) {
  const t = useText();
  return (
    <table class="tickets queue">
      <caption class="visually-hidden">{t('queue.of_customer')}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-subject">
            {t('tickets.subject')}
          </th>
          <th scope="col" class="cell-status">
            {t('tickets.status')}
          </th>
          <th scope="col" class="cell-priority">
            {t('tickets.priority')}
          </th>
          <th scope="col" class="cell-time">
            {t('tickets.last_activity')}
          </th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <tr key={ticket.id} onClick={openRow}>
            <td class="cell-subject">
              <a
                href={ticketPaths.staffTicket(accountId, ticket.id)}
                dir="auto"
                title={ticket.subject}
                draggable={false}
              >
                {ticket.subject}
              </a>
              <span class="cell-below">
                <code translate={false}>{ticket.reference}</code>
                <bdi title={ticket.opened_by.name}>{ticket.opened_by.name}</bdi>
              </span>
            </td>
            <td class="cell-status">
              <StatusMark status={ticket.status} side="staff" />
            </td>
            <td class="cell-priority">
              <PriorityMark priority={ticket.priority} />
            </td>
            <td class="cell-time">
              <Elapsed since={ticket.last_activity_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
