/** The start page of an account, and the way to it. */

import { Route } from 'preact-iso';
import type { Membership } from '../../api/types';
import type { Translator } from '../../lib/i18n';
import { useMembership } from '../../lib/person';
import { NotFound } from '../../ui/NotFound';
import type { Destination } from '../../ui/Shell';
import { Home } from './pages/Home';
import { homePaths, homePatterns } from './paths';

export const homeRoutes = [<Route key={homePatterns.home} path={homePatterns.home} component={HomeRoute} />];

export function homeDestinations(
  membership: Membership | undefined,
  path: string,
  t: Translator,
): Destination[] {
  if (!membership) return [];
  const href = homePaths.home(membership.account.id);
  return [{ href, icon: 'home', label: t('home.nav'), current: path === href }];
}

function HomeRoute({ accountId }: { accountId?: string }) {
  const membership = useMembership(accountId);
  return membership ? <Home membership={membership} /> : <NotFound />;
}
