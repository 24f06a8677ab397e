/** What the ways to sign in are answered with. */

import type { Answer } from '../../../api/types';

export type SignInAnswer = Answer<'auth.sign_in', 200>;
export type Challenge = Extract<SignInAnswer, { challenge: object }>['challenge'];
export type CodeSent = Answer<'auth.sign_up', 202>;
export type TotpSecret = Answer<'auth.start_totp', 200>;
