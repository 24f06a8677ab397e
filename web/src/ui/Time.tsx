/** A moment: relative to now, the exact one on demand. */

import { useNow } from '../lib/clock';
import { useFormat } from '../lib/person';

export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative(at, useNow())}
    </time>
  );
}

export function ClockTime({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.time(at)}
    </time>
  );
}
