/** `/staff/customers/…`, `/staff/people/…`, `/staff/approvals` and `/staff/brand`, as far as a role may see them. */

import type { Action } from '../../../api/types';
import { mayAsStaff, useMe } from '../../../lib/person';
import { lazyPage } from '../../../ui/lazy-page';
import { NotFound } from '../../../ui/NotFound';
import { teamPlace } from '../data/staff-paths';
import { brandPage, customers, team } from '../paths';
import { later } from '../texts/later';
import { CustomerPages } from './CustomerPages';
import { StaffApprovals } from './StaffApprovals';
import { StaffColleague } from './StaffColleague';
import { StaffNewColleague } from './StaffNewColleague';
import { StaffRecovery } from './StaffRecovery';
import { StaffTeam } from './StaffTeam';

const StaffBrand = lazyPage(() => import('./StaffBrand').then((module) => module.StaffBrand), later);

interface Props {
  at: string;
  /** What stands behind it. */
  page?: string;
}

export function StaffPages({ at, page = '' }: Props) {
  const me = useMe();
  if (at === customers) return <CustomerPages page={page} />;
  if (at === team) return <TeamPages page={page} />;
  if (at === brandPage) return !page && mayAsStaff(me, needs.brand) ? <StaffBrand /> : <NotFound />;
  return !page && mayAsStaff(me, 'accounts.list_approvals') ? <StaffApprovals /> : <NotFound />;
}

const needs = {
  list: 'auth.list_staff',
  add: 'auth.put_staff',
  colleague: 'auth.put_staff',
  recovery: 'auth.ask_recovery',
  brand: 'documents.update_brand' as Action,
} as const satisfies Readonly<Record<string, Action>>;

function TeamPages({ page: rest }: { page: string }) {
  const me = useMe();
  const place = teamPlace(rest);
  if (!place || !mayAsStaff(me, needs[place.page])) return <NotFound />;
  switch (place.page) {
    case 'list':
      return <StaffTeam />;
    case 'add':
      return <StaffNewColleague />;
    // Each person has a page of their own: nothing of one is left on that of another.
    case 'colleague':
      return <StaffColleague key={place.personId} personId={place.personId} />;
    case 'recovery':
      return <StaffRecovery key={place.personId} personId={place.personId} />;
  }
}
