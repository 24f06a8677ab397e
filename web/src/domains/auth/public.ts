/**
 * What other domains use of signing in: the profile that the session carries, the way out, addresses as people type them, the
 * question who it is before something weighty, and the login of whoever is invited. All else of this domain is its own.
 */

import { lazyPage } from '../../ui/lazy-page';
import type { InvitedSignUpProps } from './pages/InvitedSignUp';
import { later } from './texts/later';

export { emailFlaw, emailOf } from './data/email';
export { currentProfile, lookAgain, profileChanged, signOut } from './data/session';
export { type Guard, unlessDeclined, useGuardedCall, useStepUp } from './forms/StepUp';

export const InvitedSignUp = lazyPage<InvitedSignUpProps>(
  () => import('./pages/InvitedSignUp').then((module) => module.InvitedSignUp),
  later,
);
