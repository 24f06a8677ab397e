/** How a ticket's status and priority look, in words and shape, never by colour alone. */

import '../styles/marks.css';
import { useText } from '../../../lib/i18n';
import type { Priority, Status } from '../data/types';

/** The same status means different things to the two sides. */
export type Side = 'customer' | 'staff';

/** Whose turn it is. Nobody's, once a ticket is solved. */
export function waitsFor(side: Side, status: Status): boolean {
  return status === (side === 'customer' ? 'pending' : 'open');
}

export function StatusMark({ status, side }: { status: Status; side: Side }) {
  const t = useText();
  const look = status === 'solved' ? 'status solved' : waitsFor(side, status) ? 'status yours' : 'status';
  return <span class={look}>{t(`status.${side}.${status}`)}</span>;
}

const bars: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 4 };

export function PriorityMark({ priority }: { priority: Priority }) {
  const t = useText();
  return (
    <span class={`priority ${priority}`}>
      <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true" focusable="false">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            class={bar < bars[priority] ? 'on' : 'off'}
            x={bar * 4}
            y={9 - bar * 3}
            width="2.5"
            height={3 + bar * 3}
            rx="1"
          />
        ))}
      </svg>
      <span>{t(`priority.${priority}`)}</span>
    </span>
  );
}
