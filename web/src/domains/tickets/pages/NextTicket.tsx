/** The way on through the queue, in view wherever the page is scrolled to. */

import '../styles/staff.css';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import type { NextInQueue } from '../data/use-next';
import { ticketPaths } from '../paths';

interface Props {
  queue: NextInQueue;
  /** Somebody waits for an answer to the ticket on the page: going on passes it over. */
  waiting: string | null;
  answered: boolean;
  /** Answered or solved by this agent just now. */
  done: boolean;
}

export function NextTicket({ queue, waiting, answered, done }: Props) {
  const t = useText();
  const { next, sure, maySkip, skip } = queue;
  const empty = done && sure && next === null;
  const told = [answered && t('queue.answered_told'), empty && t('queue.done')].filter(Boolean);
  if (!next && told.length === 0) return null;
  const label = next ? t('queue.next', { subject: `\u2068${next.subject}\u2069` }) : '';
  return (
    <section class="queue-next" aria-label={t('queue.next_label')}>
      {told.length > 0 && <p role="status">{told.join(' ')}</p>}
      {next && (
        <>
          <a
            class="button"
            href={ticketPaths.staffTicket(next.account_id, next.id)}
            onClick={(event) => {
              // In a tab of its own, it leaves this one where it is.
              const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
              if (waiting && !elsewhere) skip(waiting);
            }}
          >
            <span dir="auto" title={label}>
              {label}
            </span>
          </a>
          {maySkip && (
            <Button
              look="quiet"
              onClick={() => {
                skip(next.id);
                announce(t('queue.skipped'));
              }}
            >
              {t('queue.skip')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
