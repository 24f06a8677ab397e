/** The link that undoes a change of an address: it stands in a mail to the one of before. */

import type { Problem } from '../../../api/problem';

/** Of the address, behind the # that no server sees; or of what was kept when the address was cleaned. Empty when there is none. */
export function tokenIn(hash: string, kept: unknown): string {
  const given = hash.replace(/^#/, '');
  if (given) return given;
  return typeof kept === 'object' && kept !== null && 'token' in kept && typeof kept.token === 'string'
    ? kept.token
    : '';
}

export type Dead = 'incomplete' | 'expired' | 'settled' | 'no_login' | 'taken';

/** Why a change cannot be undone by it, or null where another try may do it. Codes of several reasons tell them in their detail. */
export function deadBecause({ code, status, detail = '' }: Problem): Dead | null {
  if (code === 'address_taken') return 'taken';
  if (code !== 'link_refused' && status !== 400 && status !== 422) return null;
  if (/are over/.test(detail)) return 'expired';
  if (/was undone/.test(detail)) return 'settled';
  if (/no such login/.test(detail)) return 'no_login';
  return 'incomplete';
}
