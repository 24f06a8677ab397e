/** By when the customer is answered, and by when the matter is solved. */

import '../styles/desk.css';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { type PromiseClock, usePromise } from '../data/promise';
import type { TicketWithMessages } from '../data/types';

export function PromiseNote({ ticket }: { ticket: TicketWithMessages }) {
  const t = useText();
  const { data } = usePromise(ticket);
  if (!data?.first_response || !data.solution) return null;
  return (
    <section class="promise" aria-label={t('promise.title')}>
      <Line clock={data.first_response} of="first_response" />
      <Line clock={data.solution} of="solution" />
    </section>
  );
}

function Line({ clock, of }: { clock: PromiseClock; of: 'first_response' | 'solution' }) {
  const t = useText();
  const format = useFormat();
  const { standing, due_at, done_at, left_minutes } = clock;
  const late = standing === 'broken';
  const date = due_at ? format.dateTime(due_at) : '';
  const hours = Math.floor(left_minutes / 60);
  const left =
    hours >= 2
      ? t.count('promise.hours_left', hours, format.number(hours))
      : t.count('promise.minutes_left', left_minutes, format.number(left_minutes));
  const said = done_at
    ? t(late ? 'promise.done_late' : 'promise.done')
    : late
      ? t('promise.late', { date })
      : standing === 'paused' || !due_at
        ? t('promise.paused', { left })
        : t('promise.due', { date });
  return (
    <p class={late && !done_at ? 'late' : undefined}>
      <strong>{t(`promise.${of}`)}</strong> <span>{said}</span>
    </p>
  );
}
