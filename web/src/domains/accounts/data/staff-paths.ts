/** Where the team sees itself, and what waits for a decision. */

import { segment } from '../../../lib/paths';
import { approvals, team } from '../paths';
import { withQuery } from './customer-paths';
import type { Which } from './types';

export const staffPaths = {
  team: () => team,
  add: () => `${team}/new`,
  colleague: (personId: string) => `${team}/${segment(personId)}`,
  /** `accountId`: the customer whose member it is, when it is no colleague. */
  recovery: (personId: string, accountId?: string) =>
    withQuery(`${staffPaths.colleague(personId)}/recovery`, { customer: accountId }),
  approvals: (which: Which = 'open') => withQuery(approvals, { which: which === 'open' ? undefined : which }),
};

export type TeamPlace = { page: 'list' | 'add' } | { page: 'colleague' | 'recovery'; personId: string };

/** Of what stands behind `/staff/people/`; null where nothing is. */
export function teamPlace(rest: string): TeamPlace | null {
  if (!rest) return { page: 'list' };
  if (rest === 'new') return { page: 'add' };
  const [, personId, recovery] = /^(prs_\w+)(\/recovery)?$/.exec(rest) ?? [];
  return personId ? { page: recovery ? 'recovery' : 'colleague', personId } : null;
}
