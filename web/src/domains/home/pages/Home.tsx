/** `/accounts/:accountId`: what waits for the person, what we are working on, and the way to ask. */

import type { ComponentChildren } from 'preact';
import type { Membership } from '../../../api/types';
import { useNow } from '../../../lib/clock';
import { type Translator, useText } from '../../../lib/i18n';
import { firstName } from '../../../lib/names';
import { useFormat, useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { lazyPage } from '../../../ui/lazy-page';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { ticketPaths } from '../../tickets/paths';
import { useTickets } from '../../tickets/public';
import type { HomeList } from '../data/types';
import { useHome } from '../data/use-home';
import { later } from '../texts/later';
import type { FilesWantedProps } from './FilesWanted';
import { HomeItems } from './HomeItems';

const Protection = lazyPage(() => import('./Protection').then((module) => module.Protection), later, 'part');

/** What waits longest for the customer alone; comes with the first that is wanted. */
const FilesWanted = lazyPage<FilesWantedProps>(
  () => import('./FilesWanted').then((module) => module.FilesWanted),
  later,
  'part',
);

/** From this many recovery codes on it is time for new ones. */
const fewCodes = 3;

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
  const { data, problem, reload } = useHome(account.id);
  const mayOpen = membership.may.includes('tickets.open_ticket');
  const { totp_enrolled, passkeys, recovery_codes } = useMe().person;
  const unprotected = !(totp_enrolled || passkeys) || (recovery_codes ?? fewCodes + 1) <= fewCodes;
  const quiet = data?.to_do.count === 0 && data.in_progress.count === 0;
  const waiting = data?.to_do.items ?? [];
  const answered = waiting.filter(({ kind }) => kind === 'ticket_answered');
  const wanted = waiting.filter((item) => !answered.includes(item));
  const ask = mayOpen && (
    <ButtonLink href={ticketPaths.newTicket(account.id)} look="primary" icon="plus">
      {t('home.ask')}
    </ButtonLink>
  );

  return (
    <Page
      title={title}
      width="wide"
      actions={data && !quiet && ask}
      below={data && !wanted[0] && <p class="lead">{waitingText(data.to_do, t)}</p>}
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={4} />}
      {quiet && <Quiet accountId={account.id} ask={ask} />}
      {wanted[0] && <FilesWanted items={wanted} accountId={account.id} />}
      {answered[0] && (
        <section class="panel" aria-labelledby="waiting">
          <h2 id="waiting">{t('home.waiting_title')}</h2>
          <HomeItems
            items={answered}
            accountId={account.id}
            labelledBy="waiting"
            showPerson={scopes.tickets === 'account'}
          />
        </section>
      )}
      {data && data.in_progress.items.length > 0 && (
        <section class="panel" aria-labelledby="recent">
          <h2 id="recent">{t('home.recent_title')}</h2>
          <HomeItems
            items={data.in_progress.items}
            accountId={account.id}
            labelledBy="recent"
            showPerson={scopes.tickets === 'account'}
          />
          {data.in_progress.count > data.in_progress.items.length && (
            <p class="home-more">{progressText(data.in_progress, t)}</p>
          )}
        </section>
      )}
      {data && !quiet && (
        <p class="after">
          <a class="more-link" href={ticketPaths.tickets(account.id)}>
            {t('home.all_tickets')}
          </a>
        </p>
      )}
      {data && unprotected && <Protection />}
    </Page>
  );
}

function waitingText({ count, more }: HomeList, t: Translator): string {
  if (count === 0) return t('home.nothing_waiting');
  return more ? t('home.waiting_more', { count }) : t.count('home.waiting', count);
}

function progressText({ items, count, more }: HomeList, t: Translator): string {
  return t(more ? 'home.progress_more' : 'home.progress', { shown: items.length, count });
}

/** Nothing waits and nothing is in progress: of whoever never asked it is known only from their list. */
function Quiet({ accountId, ask }: { accountId: string; ask: ComponentChildren }) {
  const t = useText();
  const { data } = useTickets(accountId);
  if (!data) return null;
  if (data.items.length === 0) {
    return (
      <Empty title={t('home.empty_title')}>
        <p>{t('home.empty')}</p>
        {ask}
      </Empty>
    );
  }
  return (
    <Empty title={t('home.quiet_title')}>
      <p>
        <a class="more-link" href={ticketPaths.tickets(accountId)}>
          {t('home.all_tickets')}
        </a>
      </p>
      {ask}
    </Empty>
  );
}
