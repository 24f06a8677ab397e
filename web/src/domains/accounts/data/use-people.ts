/** The people of an account, and who is invited to it. */

import { answer, api } from '../../../api/client';
import { type Resource, useResource } from '../../../lib/resource';
import type { Invited, Member } from './types';

export interface People {
  members: readonly Member[];
  invitations: readonly Invited[];
}

/** An account has at most a thousand members. */
const atOnce = 100;

async function loadPeople(accountId: string): Promise<People> {
  const members: Member[] = [];
  let invitations: readonly Invited[] | undefined;
  let cursor: string | null | undefined;
  do {
    const page = await answer(
      api.GET('/accounts/{account_id}/members', {
        params: { path: { account_id: accountId }, query: { limit: atOnce, ...(cursor ? { cursor } : {}) } },
      }),
    );
    members.push(...page.items);
    invitations ??= page.invitations;
    cursor = page.next_cursor;
  } while (cursor);
  return { members, invitations: invitations ?? [] };
}

export function usePeople(accountId: string): Resource<People> {
  return useResource(`accounts/${accountId}/people`, () => loadPeople(accountId), { every: 60_000 });
}

/** Oneself first, then by name. */
export function inOrder(members: readonly Member[], ownId: string): readonly Member[] {
  return [...members].sort((one, other) => {
    if (one.person_id === ownId || other.person_id === ownId) return one.person_id === ownId ? -1 : 1;
    return one.name.localeCompare(other.name);
  });
}
