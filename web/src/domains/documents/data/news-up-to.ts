/** Up to where a look at a file has shown what is new of it: notifications count news of files in milliseconds. */

import type { WholeFile } from './types';

export function newsUpTo({ changed_at, versions, comments }: WholeFile): number {
  const moments = [changed_at, ...versions.map(({ at }) => at), ...comments.map(({ at }) => at)];
  return Math.max(...moments.map((moment) => Date.parse(moment)));
}
