/** Up to where a look at a file has shown what is new of it: notifications count news of files in milliseconds. */

import type { WholeFile } from './types';

export function newsUpTo({ changed_at, versions, comments, paper }: WholeFile): number {
  const signing = paper?.signing;
  const moments = [
    changed_at,
    ...versions.map(({ at }) => at),
    ...comments.map(({ at }) => at),
    signing?.asked_at,
    ...(signing?.signers ?? []).map(({ at }) => at),
    paper?.revoked?.at,
  ];
  return Math.max(...moments.flatMap((moment) => (moment ? [Date.parse(moment)] : [])));
}
