/** The page of a ticket, the same for both sides of the conversation. */

import '../styles/thread.css';
import type { ComponentChildren } from 'preact';
import { noAnswer } from '../../../api/problem';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { lazyPage } from '../../../ui/lazy-page';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { problemText } from '../../../ui/problem-text';
import { Skeleton } from '../../../ui/Skeleton';
import { useSeen } from '../../notifications/public';
import type { Ticket } from '../data/types';
import type { LoadedThread } from '../data/use-thread';
import { messagePlace } from '../paths';
import { later } from '../texts/later';
import { Conversation } from './Conversation';
import type { FollowNoteProps } from './FollowNote';
import { TicketFacts } from './TicketFacts';
import type { Side } from './TicketMarks';

const FollowNote = lazyPage<FollowNoteProps>(
  () => import('./FollowNote').then((module) => module.FollowNote),
  later,
  'part',
);

const NamedMessage = lazyPage<{ thread: LoadedThread }>(
  () => import('./NamedMessage').then((module) => module.NamedMessage),
  later,
  'part',
);

interface Props {
  thread: LoadedThread;
  /** What a list already told, shown until the ticket is here. */
  known: Ticket | undefined;
  side: Side;
  /** Whose it is: a line of the facts, for the team. */
  account?: ComponentChildren;
  back: { href: string; label: string };
  /** What can be done with it. */
  children: ComponentChildren;
}

/** From this many messages on, the way to the last one is worth a button. */
const long = 5;

export function ThreadPage({ thread, known, side, account, back, children }: Props) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { data, problem, reload, earlier } = thread;
  const ticket = data?.ticket ?? known;
  const last = data?.messages.at(-1);
  useSeen(data?.ticket.id ?? '', last?.seq);

  return (
    <>
      <Page
        title={ticket?.subject}
        width="wide"
        above={
          <>
            <a class="back" href={back.href}>
              <Icon name="back" />
              <span>{back.label}</span>
            </a>
            <span class="tools">
              {data && last && data.messages.length >= long && (
                <Button
                  look="quiet"
                  icon="down"
                  onClick={() => document.getElementById(messagePlace(last.seq))?.scrollIntoView()}
                >
                  {t('thread.latest')}
                </Button>
              )}
              <button
                type="button"
                class="icon-button"
                aria-label={t('action.print')}
                title={t('action.print')}
                onClick={() => print()}
              >
                <Icon name="print" />
              </button>
            </span>
          </>
        }
      >
        <div class="thread">
          {ticket && (
            <TicketFacts ticket={ticket} side={side} account={account}>
              {data && <FollowNote ticket={data.ticket} side={side} onChanged={thread.setFollowing} />}
            </TicketFacts>
          )}
          <div class="thread-main">
            {problem && !data && <LoadFailed problem={problem} retry={() => void reload()} />}
            {problem && data && (
              <Notice tone="problem">
                <p>{noAnswer(problem) ? t('state.stale') : problemText(problem, t)}</p>
                <Button onClick={() => void reload()}>{t('action.retry')}</Button>
              </Notice>
            )}
            {!data && !problem && <Skeleton rows={3} tall />}
            {data && (
              <>
                <Conversation messages={data.messages} earlier={data.earlier ? earlier : null} />
                {children}
                <p class="print-only">{t('thread.printed', { date: format.dateTime(now.toISOString()) })}</p>
              </>
            )}
          </div>
        </div>
      </Page>
      {/* Behind the page, whose heading takes the focus first. */}
      {location.hash && <NamedMessage thread={thread} />}
    </>
  );
}
