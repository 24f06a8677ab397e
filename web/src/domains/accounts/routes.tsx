/**
 * The profile, whose way in is the person menu, what an account is: its company, its people, what happened; and for the
 * team: customers, the team itself, what waits for a decision, and the brand.
 */

import { Route } from 'preact-iso';
import type { Action, Me, Membership } from '../../api/types';
import type { Translator } from '../../lib/i18n';
import { mayAsStaff } from '../../lib/person';
import { lazyPage } from '../../ui/lazy-page';
import type { Destination } from '../../ui/Shell';
import { accountPatterns, approvals, brandPage, customers, profilePatterns, team } from './paths';
import { later } from './texts/later';

const Profile = lazyPage(() => import('./pages/Profile').then((module) => module.Profile), later);
const AccountPages = lazyPage(
  () => import('./pages/AccountPages').then((module) => module.AccountPages),
  later,
);

const StaffPages = lazyPage(() => import('./pages/StaffPages').then((module) => module.StaffPages), later);

/** For whoever is a member of nothing, or was one of an account a moment ago. */
export const NoAccount = lazyPage<{ left?: Membership }>(
  () => import('./pages/NoAccount').then((module) => module.NoAccount),
  later,
);

/** For everybody who has the link of an invitation, signed in or not. */
export const Invitation = lazyPage(
  () => import('./pages/Invitation').then((module) => module.Invitation),
  later,
);

export const profileRoutes = [
  <Route key={profilePatterns.profile} path={profilePatterns.profile} component={Profile} />,
];

/** An address of one of them is no person's. */
const pages = ['company', 'people', 'invite', 'person', 'activity'] as const;

export const accountRoutes = pages.map((page) => (
  <Route key={page} path={accountPatterns[page]} component={AccountPages} page={page} />
));

const ofTeam = [
  { at: customers, icon: 'people', label: 'accounts.customers', needs: 'accounts.list_accounts' },
  { at: team, icon: 'badge', label: 'accounts.staff', needs: 'auth.list_staff' },
  { at: approvals, icon: 'check', label: 'accounts.approvals', needs: 'accounts.list_approvals' },
  { at: brandPage, icon: 'drop', label: 'accounts.brand', needs: 'documents.update_brand' as Action },
] as const;

export const staffRoutes = ofTeam.map(({ at }) => (
  <Route key={at} path={`${at}/:page*`} component={StaffPages} at={at} />
));

export function staffDestinations(me: Me, path: string, t: Translator): Destination[] {
  return ofTeam
    .filter(({ needs }) => mayAsStaff(me, needs))
    .map(({ at, icon, label }) => ({ href: at, icon, label: t(label), current: path.startsWith(at) }));
}
