/** Tickets as a table where there is room, as cards where there is not. */

import '../styles/tickets.css';
import { useText } from '../../../lib/i18n';
import { openRow } from '../../../ui/open-row';
import { RelativeTime } from '../../../ui/Time';
import type { Ticket } from '../data/types';
import { ticketPaths } from '../paths';
import { PriorityMark, StatusMark, waitsFor } from './TicketMarks';

interface Props {
  tickets: readonly Ticket[];
  accountId: string;
  caption: string;
  /** Worth a column where people see each other's tickets. */
  showOpener?: boolean;
  /** All have the status that the caption names, so it is not repeated. */
  sameStatus?: boolean;
}

export function TicketTable({ tickets, accountId, caption, showOpener, sameStatus }: Props) {
  const t = useText();
  return (
    <table class="tickets">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-subject">
            {t('tickets.subject')}
          </th>
          {!sameStatus && (
            <th scope="col" class="cell-status">
              {t('tickets.status')}
            </th>
          )}
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
          <tr
            key={ticket.id}
            class={waitsFor('customer', ticket.status) ? 'yours' : undefined}
            onClick={openRow}
          >
            <td class="cell-subject">
              <a
                href={ticketPaths.ticket(accountId, ticket.id)}
                dir="auto"
                title={ticket.subject}
                draggable={false}
              >
                {ticket.subject}
              </a>
              <span class="cell-below">
                <code translate={false}>{ticket.reference}</code>
                {showOpener && <bdi title={ticket.opened_by.name}>{ticket.opened_by.name}</bdi>}
              </span>
            </td>
            {!sameStatus && (
              <td class="cell-status">
                <StatusMark status={ticket.status} side="customer" />
              </td>
            )}
            <td class="cell-priority">
              <PriorityMark priority={ticket.priority} />
            </td>
            <td class="cell-time">
              <RelativeTime at={ticket.last_activity_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
