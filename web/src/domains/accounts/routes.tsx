/** The profile. Its way in is the person menu. */

import { Route } from 'preact-iso';
import { lazyPage } from '../../ui/lazy-page';
import { profilePatterns } from './paths';
import { later } from './texts/later';

const Profile = lazyPage(() => import('./pages/Profile').then((module) => module.Profile), later);

/** For whoever is a member of nothing. */
export const NoAccount = lazyPage(
  () => import('./pages/NoAccount').then((module) => module.NoAccount),
  later,
);

export const profileRoutes = [
  <Route key={profilePatterns.profile} path={profilePatterns.profile} component={Profile} />,
];
