/** An account, and the company it is of. */

import { answer, api } from '../../../api/client';
import { type Resource, useResource } from '../../../lib/resource';
import type { CompanyChanges } from './company';
import type { Account } from './types';

export function useAccount(accountId: string): Resource<Account> {
  return useResource(`accounts/${accountId}`, () =>
    answer(api.GET('/accounts/{account_id}', { params: { path: { account_id: accountId } } })),
  );
}

export function saveAccount(
  accountId: string,
  body: CompanyChanges & { mfa_required?: boolean },
  key: string,
): Promise<Account> {
  return answer(
    api.PATCH('/accounts/{account_id}', {
      params: { path: { account_id: accountId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
}
