/** Whose documents the team looks at; a customer knows it. */

import { answer, api } from '../../../api/client';
import { useResource } from '../../../lib/resource';
import type { Place } from './types';

export function useAccountName({ accountId, staff, may }: Place): string | undefined {
  const asks = staff && may('accounts.get_account');
  const { data } = useResource<{ name: string } | null>(
    `documents/account/${asks ? accountId : ''}`,
    async () =>
      asks
        ? answer(api.GET('/accounts/{account_id}', { params: { path: { account_id: accountId } } }))
        : null,
  );
  return data?.name;
}
