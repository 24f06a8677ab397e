/** `/accounts/:accountId/tickets`: everything that was asked, newest first. */

import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { useTickets } from '../data/use-tickets';
import { ticketPaths } from '../paths';
import { TicketTable } from './TicketTable';

export function TicketList({ membership }: { membership: Membership }) {
  const t = useText();
  const { account, scopes } = membership;
  const listing = useTickets(account.id);
  const { data, problem, reload } = listing;
  const ask = membership.may.includes('tickets.open_ticket') && (
    <ButtonLink href={ticketPaths.newTicket(account.id)} look="primary" icon="plus">
      {t('tickets.ask')}
    </ButtonLink>
  );
  const empty = data?.items.length === 0;
  return (
    <Page title={t('tickets.title')} width="wide" actions={!empty && ask}>
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={6} />}
      {empty && (
        <Empty title={t('tickets.empty_title')}>
          <p>{t('tickets.empty')}</p>
          {ask}
        </Empty>
      )}
      {data && !empty && (
        <div class="panel">
          <TicketTable
            tickets={data.items}
            accountId={account.id}
            caption={t('tickets.title')}
            showOpener={scopes.tickets === 'account'}
          />
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}
