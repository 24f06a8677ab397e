/** Every way in and out: signing in, signing up, a second factor, a new password. In this order, since they go on. */

import { changedEmailWalks } from './auth/email.mjs';
import { changedPasswordWalks, forgottenPasswordWalks } from './auth/new-password.mjs';
import { passkeyWalks } from './auth/passkeys.mjs';
import { demandedFactorWalks, secondFactorWalks } from './auth/second-factor.mjs';
import { signInWalks, signOutWalks } from './auth/sign-in.mjs';
import { anotherMailWalks, signUpWalks } from './auth/sign-up.mjs';
import { nobodyComplained } from './journey.mjs';

signInWalks();
signUpWalks();
secondFactorWalks();
forgottenPasswordWalks();
anotherMailWalks();
changedPasswordWalks();
changedEmailWalks();
demandedFactorWalks();
passkeyWalks();
signOutWalks();
nobodyComplained();
