/** Who belongs to the team, and as what. */

import { answer, api } from '../../../api/client';
import type { Problem } from '../../../api/problem';
import type { Answer } from '../../../api/types';
import type { Language } from '../../../lib/i18n';
import { type Listing, type Page, type Resource, useListing, useResource } from '../../../lib/resource';
import { noteWritten, useLookAgain } from './index-delay';
import type { Colleague, StaffRole } from './types';

function load(query: { limit?: number; cursor?: string }): Promise<Page<Colleague>> {
  return answer(api.GET('/staff/people', { params: { query } }));
}

export function useTeam(): Listing<Colleague & { id: string }> {
  const listing = useListing(
    'team',
    async (cursor) => {
      const page = await load(cursor ? { cursor } : {});
      return { ...page, items: page.items.map((colleague) => ({ ...colleague, id: colleague.person_id })) };
    },
    { every: 60_000 },
  );
  useLookAgain('team', listing.reload);
  return listing;
}

/** Null: nobody of the team. */
export async function findColleague(personId: string): Promise<Colleague | null> {
  let cursor: string | undefined;
  do {
    const page = await load({ limit: 100, ...(cursor ? { cursor } : {}) });
    const found = page.items.find(({ person_id }) => person_id === personId);
    if (found) return found;
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return null;
}

export function useColleague(personId: string): Resource<Colleague | null> {
  return useResource(`team/${personId}`, () => findColleague(personId));
}

interface Put {
  email: string;
  role: StaffRole | 'none';
  /** Without them they stay. */
  teams?: string[];
  name?: string;
  language?: Language;
  existing?: boolean;
}

export type PutOutcome = Answer<'auth.put_staff', 200>['outcome'];

export async function putColleague(body: Put): Promise<PutOutcome> {
  const { outcome } = await answer(api.PUT('/staff/people', { body }));
  noteWritten('team');
  return outcome;
}

/** Why the API would not. The page offers nobody to change themselves. */
export function putRefusal({ code }: Problem): 'team.disabled' | null {
  return code === 'not_allowed' ? 'team.disabled' : null;
}
