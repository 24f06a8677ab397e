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
import { ticketPaths } from '../../tickets/paths';
import type { Notification } from '../data/types';
import { markAllRead, markRead, useNotifications } from '../data/use-notifications';

export function Notifications() {
  const t = useText();
  const listing = useNotifications();
  const { data, problem, reload } = listing;
  const [marking, setMarking] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
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
    >
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
              <News key={item.id} news={item} />
            ))}
          </ul>
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}

function News({ news }: { news: Notification }) {
  const t = useText();
  const { staff } = useMe();
  const { account, matter, by, at, seq, kind, unread } = news;
  const href = staff
    ? ticketPaths.staffTicket(account.id, matter.id)
    : ticketPaths.ticket(account.id, matter.id);
  const name = by.name || t('news.somebody');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in it is what keys open.
    <li class={unread > 0 ? 'is-new' : undefined} onClick={openRow}>
      <span class="news-title">
        <a
          href={href}
          dir="auto"
          title={matter.title}
          draggable={false}
          onClick={() => void markRead(matter.id, seq).catch(() => {})}
        >
          {matter.title}
        </a>
        <span class="news-below">
          <span dir="auto">{t(`news.${kind}`, { name })}</span>
          <code translate={false}>{matter.reference}</code>
          {staff && <bdi title={account.name}>{account.name}</bdi>}
        </span>
      </span>
      <span class="news-side">
        {unread > 0 && <span class="news-count">{t.count('notifications.unread', unread)}</span>}
        <RelativeTime at={at} />
      </span>
    </li>
  );
}
