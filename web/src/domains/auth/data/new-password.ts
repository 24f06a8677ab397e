/** What a new password must be. Whether it is easily guessed is for the API to say, which knows more words. */

import type { Problem } from '../../../api/problem';
import type { Translator } from '../../../lib/i18n';
import { placed } from '../../../lib/pointers';
import { lengthOf } from '../../../lib/text';

export const shortest = 12;
const longest = 256;

export type Flaw = 'too_short' | 'too_long' | 'padded' | 'too_weak' | 'unfit';

export function flawOf(password: string): Flaw | null {
  const length = lengthOf(password);
  if (length < shortest) return 'too_short';
  if (length > longest) return 'too_long';
  if (password.trim() !== password) return 'padded';
  // Line ends: a password field takes none, but for those that only Unicode knows.
  return /[\n\r\u0085\u2028\u2029]/.test(password) ? 'unfit' : null;
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
    case 'invalid_format':
      return 'padded';
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
    case 'padded':
      return t('password.padded');
    case 'too_weak':
      return t('field.too_weak');
    case 'unfit':
      return t('field.invalid_format');
  }
}
