/** What a new password must be. Whether it is easily guessed is for the API to say, which knows more words. */

import type { Problem } from '../../../api/problem';
import type { Translator } from '../../../lib/i18n';
import { placed } from '../../../lib/pointers';
import { lengthOf } from '../../../lib/text';

/** Of a password that is the only factor (NIST SP 800-63B-4 §3.1.1.2), and of one beside an authenticator app. */
export const shortest = { alone: 15, withApp: 12 };
const longest = 256;

/** Who signs up has no app yet; who forgot the password may have one, and only the API knows. */
export type Purpose = 'sign_up' | 'forgot';

export type Flaw = 'too_short' | 'too_long' | 'too_weak' | 'unfit';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters and line ends, which the API refuses
const unfit = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** The form that the API sets and checks (RFC 8265, OpaqueString): whatever keyboard or clipboard it comes from. */
export function preparedPassword(password: string): string {
  const unseen =
    /^[\p{White_Space}\p{Default_Ignorable_Code_Point}]+|[\p{White_Space}\p{Default_Ignorable_Code_Point}]+$/gu;
  return password
    .replace(unseen, '')
    .replace(/\p{Zs}/gu, ' ')
    .normalize('NFC');
}

export function flawOf(password: string, purpose: Purpose): Flaw | null {
  const length = lengthOf(preparedPassword(password));
  if (length < (purpose === 'sign_up' ? shortest.alone : shortest.withApp)) return 'too_short';
  if (length > longest) return 'too_long';
  return unfit.test(preparedPassword(password)) ? 'unfit' : null;
}

/** What the API found wrong with it. */
export function refusedFlaw(problem: Problem | null): Flaw | null {
  const refused = placed(problem, ['password']).at.password;
  switch (refused?.code) {
    case undefined:
      return null;
    case 'too_short':
    case 'too_long':
    case 'too_weak':
      return refused.code;
    default:
      return 'unfit';
  }
}

export function flawText(flaw: Flaw | null, purpose: Purpose, t: Translator): string | undefined {
  switch (flaw) {
    case null:
      return undefined;
    case 'too_short':
      return t(`password.too_short.${purpose}`, { count: shortest.alone, fewer: shortest.withApp });
    case 'too_long':
      return t('field.too_long');
    case 'too_weak':
      return t('field.too_weak');
    case 'unfit':
      return t('field.invalid_format');
  }
}
