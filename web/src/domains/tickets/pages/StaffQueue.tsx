/** `/staff/tickets?status=`: the most urgent first, and of those who has waited longest. */

import '../styles/tickets.css';
import '../styles/staff.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { preferences } from '../../../lib/browser-storage';
import { useText } from '../../../lib/i18n';
import { Elapsed } from '../../../ui/Elapsed';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { openRow } from '../../../ui/open-row';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { type QueueEntry, type Status, statuses } from '../data/types';
import { useQueue } from '../data/use-tickets';
import { ticketPaths } from '../paths';
import { PriorityMark } from './TicketMarks';

const shortcutsKey = 'atrium.shortcuts';

export function StaffQueue() {
  const t = useText();
  const { query } = useLocation();
  const status = statuses.find((each) => each === query.status) ?? 'open';
  const mine = query.assignee === 'me';
  const listing = useQueue(status, mine);
  const { data, problem, reload } = listing;
  const table = useRef<HTMLDivElement>(null);
  const [shortcuts, setShortcuts] = useState(preferences.read(shortcutsKey) !== 'off');
  useRowKeys(table, shortcuts);

  return (
    <Page
      title={t('queue.title')}
      width="wide"
      actions={
        <>
          <a class="more-link" href={ticketPaths.canned()}>
            {t('canned.title')}
          </a>
          <a class="more-link" href={ticketPaths.policy()}>
            {t('policy.title')}
          </a>
        </>
      }
    >
      <div class="queue-tools">
        <nav class="tabs" aria-label={t('queue.filter')}>
          <a href={ticketPaths.staffQueue('mine')} aria-current={mine ? 'page' : undefined}>
            {t('queue.mine')}
          </a>
          {statuses.map((each) => (
            <a
              key={each}
              href={ticketPaths.staffQueue(each)}
              aria-current={!mine && each === status ? 'page' : undefined}
            >
              {t(`queue.${each}`)}
            </a>
          ))}
        </nav>
        <div class="keys keyboard-only">
          <p class={shortcuts ? undefined : 'off'}>
            <Keys text={t('queue.keys', { down: '⟦J⟧', up: '⟦K⟧', open: '⟦↵⟧' })} />
          </p>
          <label class="switch">
            <input
              type="checkbox"
              checked={shortcuts}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                setShortcuts(on);
                preferences.write(shortcutsKey, on ? 'on' : 'off');
              }}
            />
            <span>{t('queue.keys_toggle')}</span>
          </label>
        </div>
      </div>
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={8} />}
      {data?.items.length === 0 && (
        <Empty title={t(`queue.empty_${mine ? 'mine' : status}_title`)}>
          <p>{t(`queue.empty_${mine ? 'mine' : status}`)}</p>
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <div class="panel" ref={table}>
          <QueueTable entries={data.items} status={status} />
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}

function QueueTable({ entries, status }: { entries: readonly QueueEntry[]; status: Status }) {
  const t = useText();
  return (
    <table class="tickets queue">
      <caption class="visually-hidden">{t(`queue.${status}`)}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-subject">
            {t('tickets.subject')}
          </th>
          <th scope="col" class="cell-account">
            {t('tickets.account')}
          </th>
          <th scope="col" class="cell-priority">
            {t('tickets.priority')}
          </th>
          <th scope="col" class="cell-time">
            {t(status === 'solved' ? 'tickets.last_activity' : 'tickets.waiting_since')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} onClick={openRow}>
            <td class="cell-subject">
              <a
                href={ticketPaths.staffTicket(entry.account_id, entry.id)}
                dir="auto"
                title={entry.subject}
                draggable={false}
              >
                {entry.subject}
              </a>
              <span class="cell-below">
                <code translate={false}>{entry.reference}</code>
                <span>{t(`kind.${entry.kind}`)}</span>
                {entry.tags.map((tag) => (
                  <span class="tag" key={tag} dir="auto">
                    {tag}
                  </span>
                ))}
              </span>
            </td>
            <td class="cell-account">
              <bdi title={entry.account_name}>{entry.account_name}</bdi>
              <span class="cell-below">
                <bdi title={entry.opened_by.name}>{entry.opened_by.name}</bdi>
              </span>
            </td>
            <td class="cell-priority">
              <PriorityMark priority={entry.priority} />
              {entry.assignee && (
                <span class="cell-below">
                  <bdi title={entry.assignee.name}>{entry.assignee.name}</bdi>
                </span>
              )}
            </td>
            <td class="cell-time">
              {status === 'solved' ? (
                <RelativeTime at={entry.last_activity_at} />
              ) : (
                <Elapsed since={entry.waiting_since} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Marks what stands between ⟦ and ⟧ as keys. */
function Keys({ text }: { text: string }) {
  return (
    <>{text.split(/⟦(.+?)⟧/).map((part, index) => (index % 2 === 1 ? <kbd key={part}>{part}</kbd> : part))}</>
  );
}

/** j and k move the focus from row to row; Enter is the focused link's own. They can be switched off (WCAG 2.1.4). */
function useRowKeys(table: { current: HTMLElement | null }, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const move = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (step === 0 || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>('tbody a') ?? [])];
      const focused = links.findIndex((link) => link.matches(':focus'));
      const next = focused === -1 ? 0 : Math.min(links.length - 1, Math.max(0, focused + step));
      links[next]?.focus();
      event.preventDefault();
    };
    document.addEventListener('keydown', move);
    return () => document.removeEventListener('keydown', move);
  }, [active]);
}
