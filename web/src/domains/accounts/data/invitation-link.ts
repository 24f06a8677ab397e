/** The link of an invitation. What it holds stands behind the # of the address, which no server sees. */

import type { Problem } from '../../../api/problem';
import { tabStorage } from '../../../lib/browser-storage';

const key = 'atrium.invitation';

/** Also for a browser that keeps nothing. */
let held = '';

/** What a new link holds, else what was kept: people sign in meanwhile, and come back to the address without it. */
export function takeToken(hash: string): string {
  const given = hash.replace(/^#/, '');
  if (given) {
    held = given;
    tabStorage.write(key, given);
  }
  return given || held || (tabStorage.read(key) ?? '');
}

export function forgetToken(): void {
  held = '';
  tabStorage.remove(key);
}

export type Dead = 'incomplete' | 'expired' | 'taken' | 'revoked' | 'closed';

/** Why an invitation cannot be taken: the API has one code for all, and says which it is in its detail. */
export function deadBecause({ detail = '' }: Problem): Dead {
  if (/are over/.test(detail)) return 'expired';
  if (/taken already/.test(detail)) return 'taken';
  if (/taken back/.test(detail)) return 'revoked';
  if (/no such account/.test(detail)) return 'closed';
  return 'incomplete';
}
