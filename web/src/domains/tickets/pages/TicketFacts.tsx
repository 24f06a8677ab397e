/** What is known about a ticket: beside its messages where there is room, else one line above them that opens. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Copyable } from '../../../ui/Copyable';
import { Icon } from '../../../ui/Icon';
import { RelativeTime } from '../../../ui/Time';
import type { Ticket } from '../data/types';
import { PriorityMark, type Side, StatusMark, waitsFor } from './TicketMarks';

export function TicketFacts({
  ticket,
  side,
  account,
  children,
}: {
  ticket: Ticket;
  side: Side;
  /** Whose it is: a line of its own, for the team. */
  account?: ComponentChildren;
  /** Stands between whose turn it is and all else. */
  children: ComponentChildren;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <aside class={open ? 'facts open' : 'facts'} aria-label={t('thread.details')}>
      <div class={waitsFor(side, ticket.status) ? 'turn yours' : 'turn'}>
        <StatusMark status={ticket.status} side={side} />
        <button type="button" class="facts-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span>{t('thread.details')}</span>
          <Icon name="chevron" />
        </button>
        <p>{t(`status.${side}.${ticket.status}.explained`)}</p>
      </div>
      {children}
      <dl>
        <div>
          <dt>{t('tickets.reference')}</dt>
          <dd>
            <Copyable text={ticket.reference} label={t('tickets.copy_reference')} />
          </dd>
        </div>
        {account}
        <div>
          <dt>{t('tickets.priority')}</dt>
          <dd>
            <PriorityMark priority={ticket.priority} />
            <span class="why">
              {t('thread.priority_why', {
                impact: t(`impact.${ticket.impact}`),
                urgency: t(`urgency.${ticket.urgency}`),
              })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('tickets.kind')}</dt>
          <dd>{t(`kind.${ticket.kind}`)}</dd>
        </div>
        <div>
          <dt>{t('tickets.opened_by')}</dt>
          <dd>
            <bdi>{ticket.opened_by.name}</bdi>
            <span class="why">
              <RelativeTime at={ticket.opened_at} />
            </span>
          </dd>
        </div>
      </dl>
    </aside>
  );
}
