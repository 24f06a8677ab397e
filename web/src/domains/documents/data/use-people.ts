/** The people of an account, to say whom a file is for; nobody where the person may not see them. */

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useMe } from '../../../lib/person';
import { peek, useResource } from '../../../lib/resource';
import type { Place } from './types';

type Scope = components['schemas']['Scope'];

export interface Named {
  id: string;
  name: string;
  /** Which documents they see. */
  documents: Scope;
}

const atOnce = 100;
/** Longer lists are not chosen from by ticking. */
const most = 300;

async function loadPeople(accountId: string): Promise<readonly Named[]> {
  const people: Named[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await answer(
      api.GET('/accounts/{account_id}/members', {
        params: { path: { account_id: accountId }, query: { limit: atOnce, ...(cursor ? { cursor } : {}) } },
      }),
    );
    people.push(
      ...page.items.map(({ person_id, name, scopes }) => ({
        id: person_id,
        name,
        documents: scopes.documents,
      })),
    );
    cursor = page.next_cursor;
  } while (cursor && people.length < most);
  return people.sort((one, other) => one.name.localeCompare(other.name));
}

/** Those who are known already. */
export function knownPeople(accountId: string): readonly Named[] {
  return peek<readonly Named[]>(`documents/people/${accountId}`) ?? [];
}

/** Null as long as they are not known, and for whoever sees only themselves. */
export function usePeople({ accountId, may }: Place): readonly Named[] | null {
  const { person } = useMe();
  const allowed = may('accounts.list_members');
  const { data } = useResource(`documents/people/${allowed ? accountId : ''}`, async () =>
    allowed ? loadPeople(accountId) : [],
  );
  const others = data?.some(({ id }) => id !== person.id);
  return others ? (data ?? null) : null;
}
