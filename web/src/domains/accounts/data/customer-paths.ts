/** Where the team sees customers. */

import { segment } from '../../../lib/paths';
import { type ActivityFilter, customers } from '../paths';

export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

export const customerPaths = {
  list: (text = '') => withQuery(customers, { text }),
  create: () => `${customers}/new`,
  overview: (accountId: string) => `${customers}/${segment(accountId)}`,
  activity: (accountId: string, filter: ActivityFilter = {}) =>
    withQuery(`${customerPaths.overview(accountId)}/activity`, { ...filter }),
};

export type CustomerPlace =
  | { page: 'list' | 'create' }
  | { page: 'overview' | 'activity'; accountId: string };

/** Of what stands behind `/staff/customers/`; null where nothing is. */
export function customerPlace(rest: string): CustomerPlace | null {
  if (!rest) return { page: 'list' };
  if (rest === 'new') return { page: 'create' };
  const [, accountId, activity] = /^(acc_\w+)(\/activity)?$/.exec(rest) ?? [];
  return accountId ? { page: activity ? 'activity' : 'overview', accountId } : null;
}
