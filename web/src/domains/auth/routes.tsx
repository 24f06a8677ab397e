/** What a signed-in person finds at the addresses of signing in; who is not signed in is in `pages/Front.tsx`. */

import { Route } from 'preact-iso';
import { lazyPage } from '../../ui/lazy-page';
import { authPatterns } from './paths';
import { later } from './texts/later';

const SetUpAuthenticator = lazyPage(
  () => import('./pages/SetUpAuthenticator').then((module) => module.SetUpAuthenticator),
  later,
);

const Security = lazyPage(() => import('./pages/Security').then((module) => module.Security), later);

/** For whoever reads the mail of an address that was somebody's, signed in or not. */
export const UndoEmail = lazyPage(
  () => import('./pages/UndoEmail').then((module) => module.UndoEmail),
  later,
);

export const authRoutes = [
  <Route key={authPatterns.authenticator} path={authPatterns.authenticator} component={SetUpAuthenticator} />,
  <Route key={authPatterns.security} path={authPatterns.security} component={Security} />,
];
