/** `/accounts/:accountId/tickets/new` */

import { useLocation } from 'preact-iso';
import type { Membership } from '../../../api/types';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { Page } from '../../../ui/Page';
import { notice } from '../data/noticed';
import { OpenTicketForm } from '../forms/OpenTicketForm';
import { ticketPaths } from '../paths';

export function NewTicket({ membership }: { membership: Membership }) {
  const t = useText();
  const { route } = useLocation();
  const { account } = membership;
  return (
    <Page title={t('new.title')}>
      {membership.may.includes('tickets.open_ticket') ? (
        <OpenTicketForm
          key={account.id}
          accountId={account.id}
          onOpened={(ticket) => {
            notice(ticket, Date.now());
            tell('new.done');
            // Replaced, so that "back" does not lead to an empty form.
            route(ticketPaths.ticket(account.id, ticket.id), true);
          }}
        />
      ) : (
        <p class="lead">{t('new.not_allowed')}</p>
      )}
    </Page>
  );
}
