/** Asking that somebody who lost their second factors may set up others. */

import { answer, api } from '../../../api/client';
import type { Problem } from '../../../api/problem';
import { type Resource, useResource } from '../../../lib/resource';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { noteWritten } from './index-delay';
import { findColleague } from './use-staff';

export interface Helped {
  name: string;
  email: string;
  /** The customer they belong to; null of a colleague. */
  company: string | null;
}

/** Null: not to be found there. */
async function find(personId: string, accountId: string | undefined): Promise<Helped | null> {
  if (!accountId) {
    const colleague = await findColleague(personId);
    return colleague && { name: colleague.name, email: colleague.email, company: null };
  }
  const { account, members } = await answer(
    api.GET('/accounts/{account_id}/overview', { params: { path: { account_id: accountId } } }),
  );
  const member = members.find(({ person_id }) => person_id === personId);
  return member ? { name: member.name, email: member.email, company: account.name } : null;
}

export function useHelped(personId: string, accountId: string | undefined): Resource<Helped | null> {
  return useResource(`recovery/${accountId ?? ''}/${personId}`, () => find(personId, accountId));
}

export async function askRecovery(personId: string, reason: string): Promise<void> {
  await answer(
    api.POST('/staff/people/{person_id}/recovery', {
      params: { path: { person_id: personId } },
      body: { reason },
    }),
  );
  noteWritten('approvals');
}

/** The contract's limits, in Unicode scalar values. */
const shortest = 10;
export const longestReason = 500;

/** What is wrong with the reason, in the catalogues' words. */
export function reasonFlaw(typed: string): 'field.required' | 'help.too_short' | 'field.too_long' | null {
  const reason = cleanLine(typed);
  if (isBlank(reason)) return 'field.required';
  if (lengthOf(reason) < shortest) return 'help.too_short';
  return lengthOf(reason) > longestReason ? 'field.too_long' : null;
}

/** Why the API would not. The page offers nobody to ask for themselves. */
export function recoveryRefusal({
  code,
}: Problem): 'help.no_factor' | 'help.waiting' | 'help.colleague' | null {
  if (code === 'no_second_factor') return 'help.no_factor';
  if (code === 'conflict') return 'help.waiting';
  return code === 'not_allowed' ? 'help.colleague' : null;
}
