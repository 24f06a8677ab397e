/** `/notifications/deliveries`: what a person was told outside the portal, and what became of it. */

import '../styles/deliveries.css';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Empty } from '../../../ui/Empty';
import { Icon, type IconName } from '../../../ui/Icon';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { matterPath } from '../data/matter-path';
import type { Delivery, DeliveryState } from '../data/types';
import { useDeliveries } from '../data/use-deliveries';
import { notificationPaths } from '../paths';

export function Deliveries() {
  const t = useText();
  const listing = useDeliveries();
  const { data, problem, reload } = listing;
  const empty = data?.items.length === 0;
  return (
    <Page
      title={t('deliveries.title')}
      width="wide"
      above={
        <a class="back" href={notificationPaths.list()}>
          <Icon name="back" />
          <span>{t('notifications.title')}</span>
        </a>
      }
      below={<p class="lead">{t('deliveries.lead')}</p>}
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={6} />}
      {empty && (
        <Empty title={t('deliveries.empty_title')}>
          <p>{t('deliveries.empty')}</p>
          <p>
            <a class="more-link" href={notificationPaths.preferences()}>
              {t('preferences.title')}
            </a>
          </p>
        </Empty>
      )}
      {data && !empty && (
        <div class="panel">
          <DeliveryTable rows={data.items} />
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}

function DeliveryTable({ rows }: { rows: readonly Delivery[] }) {
  const t = useText();
  return (
    <table class="deliveries">
      <caption class="visually-hidden">{t('deliveries.title')}</caption>
      <thead>
        <tr>
          <th scope="col" class="delivery-what">
            {t('deliveries.what')}
          </th>
          <th scope="col" class="delivery-to">
            {t('deliveries.to')}
          </th>
          <th scope="col" class="delivery-state">
            {t('deliveries.state')}
          </th>
          <th scope="col" class="delivery-at">
            {t('deliveries.when')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td class="delivery-what">
              <What delivery={row} />
            </td>
            <td class="delivery-to">
              <span>{t(`channel.${row.channel}`)}</span>
              <bdi>{row.to}</bdi>
            </td>
            <td class="delivery-state">
              <StateMark delivery={row} />
            </td>
            <td class="delivery-at">
              <RelativeTime at={row.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function What({ delivery: { about, matter, count } }: { delivery: Delivery }) {
  const t = useText();
  const { staff } = useMe();
  const text = about === 'digest' ? t.count('about.digest', count) : t(`about.${about}`);
  const path = matter && matterPath(matter.kind, matter.account_id, matter.id, staff !== null);
  if (!matter || !path) return <span class="delivery-title">{text}</span>;
  return (
    <>
      <a class="delivery-title" href={path} dir="auto" title={matter.title}>
        {matter.title}
      </a>
      <span class="delivery-below">
        <span>{text}</span>
        <code translate={false}>{matter.reference}</code>
      </span>
    </>
  );
}

/** Complete by its type: a new state of the contract does not compile without a shape for it. */
const icons = {
  deferred: 'clock',
  sending: 'clock',
  sent: 'send',
  delivered: 'check',
  bounced: 'back',
  complained: 'warning',
  suppressed: 'close',
} as const satisfies Readonly<Record<DeliveryState, IconName>>;

function StateMark({ delivery: { state, why } }: { delivery: Delivery }) {
  const t = useText();
  return (
    <>
      <span class={`delivery-mark ${state}`}>
        <Icon name={icons[state]} />
        <span>{t(`delivery.${state}`)}</span>
      </span>
      {state === 'deferred' && <span class="delivery-why">{t('delivery.deferred.why')}</span>}
      {why && <span class="delivery-why">{t(`delivery.why.${why}`)}</span>}
    </>
  );
}
