/** `/notifications`: what the person was told, one row for each matter, the newest first. */

import { useState } from 'preact/hooks';
import { type Problem, problemOf } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { openRow } from '../../../ui/open-row';
import { Page } from '../../../ui/Page';
import { problemText } from '../../../ui/problem-text';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { matterPath } from '../data/matter-path';
import type { Notification } from '../data/types';
import { markAllRead, markRead, useNotifications } from '../data/use-notifications';
import { usePreferences } from '../data/use-preferences';
import { notificationPaths } from '../paths';
import { StoppedBanner } from './EmailPart';

export function Notifications() {
  const t = useText();
  const listing = useNotifications();
  const { data, problem, reload } = listing;
  const [marking, setMarking] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const preferences = usePreferences();
  const empty = data?.items.length === 0;
  const anyUnread = data?.items.some(({ unread }) => unread > 0) ?? false;

  const readAll = async () => {
    setMarking(true);
    setFailed(null);
    try {
      await markAllRead();
      await reload();
    } catch (thrown) {
      setFailed(problemOf(thrown));
    }
    setMarking(false);
  };

  return (
    <Page
      title={t('notifications.title')}
      width="wide"
      actions={
        anyUnread && (
          <Button busy={marking} onClick={() => void readAll()}>
            {t('notifications.read_all')}
          </Button>
        )
      }
      below={
        <p class="news-ways">
          <a class="more-link" href={notificationPaths.preferences()}>
            {t('preferences.title')}
          </a>
          <a class="more-link" href={notificationPaths.deliveries()}>
            {t('deliveries.title')}
          </a>
        </p>
      }
    >
      {preferences.data && <StoppedBanner email={preferences.data.email} />}
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {failed && (
        <Notice tone="problem">
          <p>{problemText(failed, t)}</p>
        </Notice>
      )}
      {!data && !problem && <Skeleton rows={6} />}
      {empty && (
        <Empty title={t('notifications.empty_title')}>
          <p>{t('notifications.empty')}</p>
        </Empty>
      )}
      {data && !empty && (
        <div class="panel">
          <ul class="news" aria-label={t('notifications.title')}>
            {data.items.map((item) => (
              <News key={item.id} news={item} onRead={() => void reload()} />
            ))}
          </ul>
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}

function News({ news, onRead }: { news: Notification; onRead: () => void }) {
  const t = useText();
  const { staff } = useMe();
  const { account, matter, by, at, seq, kind, unread } = news;
  const read = () => markRead(matter.id, seq).catch(() => {});
  const side = (
    <span class="news-side">
      {unread > 0 && <span class="news-count">{t.count('notifications.unread', unread)}</span>}
      <RelativeTime at={at} />
    </span>
  );

  if (kind === 'mail_bounced') {
    // Nothing in the portal to go to: somebody has to find out how to reach them.
    const values = { name: matter.title, address: `\u2068${matter.reference}\u2069` };
    return (
      <li class={unread > 0 ? 'is-new leads-nowhere' : 'leads-nowhere'}>
        <span class="news-title">
          <span dir="auto" class="news-what">
            {t('news.mail_bounced', values)}
          </span>
          <span class="news-below">
            <bdi title={account.name}>{account.name}</bdi>
            {unread > 0 && (
              <Button look="quiet" onClick={() => void read().then(onRead)}>
                {t('notifications.read_one')}
              </Button>
            )}
          </span>
        </span>
        {side}
      </li>
    );
  }
  const path = matterPath(matter.kind, account.id, matter.id, staff !== null, seq) ?? '';
  const name = by.name || t('news.somebody');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in it is what keys open.
    <li class={unread > 0 ? 'is-new' : undefined} onClick={openRow}>
      <span class="news-title">
        <a href={path} dir="auto" title={matter.title} draggable={false} onClick={() => void read()}>
          {matter.title}
        </a>
        <span class="news-below">
          <span dir="auto">{t(`news.${kind}`, { name })}</span>
          <code translate={false}>{matter.reference}</code>
          {staff && <bdi title={account.name}>{account.name}</bdi>}
        </span>
      </span>
      {side}
    </li>
  );
}
