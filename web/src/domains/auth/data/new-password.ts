/** What a new password must be. Whether it is easily guessed is for the API to say, which knows more words. */

import type { Problem } from '../../../api/problem';
import type { Translator } from '../../../lib/i18n';
import { placed } from '../../../lib/pointers';
import { lengthOf } from '../../../lib/text';

export const shortest = 12;
const longest = 256;

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

export function flawOf(password: string): Flaw | null {
  const length = lengthOf(preparedPassword(password));
  if (length < shortest) return 'too_short';
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

export function flawText(flaw: Flaw | null, t: Translator): string | undefined {
  switch (flaw) {
    case null:
      return undefined;
    case 'too_short':
      return t('password.too_short', { count: shortest });
    case 'too_long':
      return t('field.too_long');
    case 'too_weak':
      return t('field.too_weak');
    case 'unfit':
      return t('field.invalid_format');
  }
}
