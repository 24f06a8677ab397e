/** How long ago that was: "3 days". */

import { useNow } from '../lib/clock';
import { useFormat } from '../lib/person';
import { Moment } from './Time';

export function Elapsed({ since }: { since: string }) {
  const format = useFormat();
  return <Moment at={since} shown={format.elapsed(since, useNow())} />;
}
