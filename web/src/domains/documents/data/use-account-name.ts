/** Whose documents the team looks at; a customer knows it. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';
import { useResource } from '../../../lib/resource';
import type { Place } from './types';

export type Account = Answer<'accounts.get_account', 200>;

/** Null for whoever may not see it, undefined as long as it is not known. */
export function useAccount({ accountId, staff, may }: Place): Account | null | undefined {
  const asks = staff && may('accounts.get_account');
  const { data, problem } = useResource<Account | null>(
    `documents/account/${asks ? accountId : ''}`,
    async () =>
      asks
        ? answer(api.GET('/accounts/{account_id}', { params: { path: { account_id: accountId } } }))
        : null,
  );
  return problem ? (data ?? null) : data;
}

export function useAccountName(place: Place): string | undefined {
  return useAccount(place)?.name;
}
