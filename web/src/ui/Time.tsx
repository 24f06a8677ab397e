/** A moment: relative to now on the screen, the exact one on demand and on paper. */

import { useNow } from '../lib/clock';
import { useFormat } from '../lib/person';

export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  return <Moment at={at} shown={format.relative(at, useNow())} />;
}

export function ClockTime({ at }: { at: string }) {
  const format = useFormat();
  return <Moment at={at} shown={format.time(at)} />;
}

/** "Today" is of no use on paper. */
export function Day({ at }: { at: string }) {
  const format = useFormat();
  return <Moment at={at} shown={format.day(at, useNow())} printed={format.date(at)} />;
}

export function Moment({ at, shown, printed }: { at: string; shown: string; printed?: string }) {
  const format = useFormat();
  const exact = format.dateTime(at);
  return (
    <time dateTime={at} title={exact}>
      <span class="screen-only">{shown}</span>
      <span class="paper-only">{printed ?? exact}</span>
    </time>
  );
}
