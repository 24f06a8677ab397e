/** `/accounts/:accountId`: what waits for the person, what we are working on, and the way to ask. */

import type { Membership } from '../../../api/types';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { firstName } from '../../../lib/names';
import { useFormat, useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { ticketPaths } from '../../tickets/paths';
import { type Ticket, TicketTable, useTickets } from '../../tickets/public';

const recentCount = 5;

export function Home({ membership }: { membership: Membership }) {
  const t = useText();
  const { person } = useMe();
  const hour = useFormat().hourOf(useNow());
  const greeting = hour < 11 ? 'home.morning' : hour < 18 ? 'home.day' : 'home.evening';
  const mayList = membership.may.includes('tickets.list_tickets');
  const name = t.language === 'de' ? person.name : firstName(person.name);
  return mayList ? (
    <HomeWithTickets membership={membership} title={t(greeting, { name })} />
  ) : (
    <Page title={t(greeting, { name })}>
      <p class="lead">{t('home.no_tickets')}</p>
    </Page>
  );
}

function HomeWithTickets({ membership, title }: { membership: Membership; title: string }) {
  const t = useText();
  const { account, scopes } = membership;
  const listing = useTickets(account.id);
  const { data, problem, reload } = listing;
  const mayOpen = membership.may.includes('tickets.open_ticket');
  const waiting = data?.items.filter(({ status }) => status === 'pending').toSorted(byActivity);
  const recent = data?.items
    .filter(({ status }) => status === 'open')
    .toSorted(byActivity)
    .slice(0, recentCount);
  const ask = (
    <ButtonLink href={ticketPaths.newTicket(account.id)} look="primary" icon="plus">
      {t('home.ask')}
    </ButtonLink>
  );

  return (
    <Page
      title={title}
      width="wide"
      actions={mayOpen && data && data.items.length > 0 && ask}
      below={
        waiting && data && data.items.length > 0 ? (
          <p class="lead">
            {waiting.length > 0 ? t.count('home.waiting', waiting.length) : t('home.nothing_waiting')}
          </p>
        ) : undefined
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={4} />}
      {data && data.items.length === 0 && (
        <Empty title={t('home.empty_title')}>
          <p>{t('home.empty')}</p>
          {mayOpen && ask}
        </Empty>
      )}
      {waiting && waiting.length > 0 && (
        <section class="panel" aria-labelledby="waiting">
          <h2 id="waiting">{t('home.waiting_title')}</h2>
          <TicketTable
            tickets={waiting}
            accountId={account.id}
            caption={t('home.waiting_title')}
            showOpener={scopes.tickets === 'account'}
            sameStatus
          />
        </section>
      )}
      {recent && recent.length > 0 && (
        <section class="panel" aria-labelledby="recent">
          <h2 id="recent">{t('home.recent_title')}</h2>
          <TicketTable
            tickets={recent}
            accountId={account.id}
            caption={t('home.recent_title')}
            showOpener={scopes.tickets === 'account'}
            sameStatus
          />
        </section>
      )}
      {data && data.items.length > 0 && (
        <p class="after">
          <a class="more-link" href={ticketPaths.tickets(account.id)}>
            {t('home.all_tickets')}
          </a>
        </p>
      )}
    </Page>
  );
}

function byActivity(a: Ticket, b: Ticket): number {
  return b.last_activity_at.localeCompare(a.last_activity_at);
}
