/** What the ways to sign in are answered with. */

import type { Answer } from '../../../api/types';

export type SignInAnswer = Answer<'auth.sign_in', 200>;
export type Challenge = Extract<SignInAnswer, { challenge: object }>['challenge'];
export type CodeSent = Answer<'auth.sign_up', 202>;
export type TotpSecret = Answer<'auth.start_totp', 200>;
export type SecurityView = Answer<'auth.get_security', 200>;
export type SessionOfMine = SecurityView['sessions'][number];
export type PasskeyOfMine = SecurityView['passkeys'][number];
export type NewRecoveryCodes = Answer<'auth.create_recovery_codes', 201>;
