/** Customers, as the team sees them. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';
import type { Language } from '../../../lib/i18n';
import { type Listing, type Resource, useListing, useResource } from '../../../lib/resource';
import { cleanLine } from '../../../lib/text';

export type Overview = Answer<'accounts.get_overview', 200>;
export type Customer = Answer<'accounts.list_accounts', 200>['items'][number];

/** The contract's limit, in Unicode scalar values. */
const longest = 100;

/** What is looked for, as it stands in the address. */
export function lookedFor(typed: string): string {
  return [...cleanLine(typed)].slice(0, longest).join('').trim();
}

/** Those whose name begins with the text; all of them without one. */
export function useCustomers(text: string): Listing<Customer> {
  return useListing(`customers/${text}`, (cursor) =>
    answer(
      api.GET('/staff/accounts', {
        params: { query: { ...(text ? { text } : {}), ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );
}

export function useCustomer(accountId: string): Resource<Overview> {
  return useResource(`customer/${accountId}`, () =>
    answer(api.GET('/accounts/{account_id}/overview', { params: { path: { account_id: accountId } } })),
  );
}

interface NewCustomer {
  name: string;
  owner?: string;
  language: Language;
}

export async function createCustomer(body: NewCustomer, key: string): Promise<string> {
  const { id } = await answer(
    api.POST('/staff/accounts', { params: { header: { 'Idempotency-Key': key } }, body }),
  );
  return id;
}

/** Said once on the page of the customer, right after it was created. */
let created: { accountId: string; owner: string } | null = null;

export function noteCreated(accountId: string, owner: string): void {
  created = { accountId, owner };
}

/** Whom the invitation goes to, empty for nobody; null where the customer was not created just now. */
export function takeCreated(accountId: string): string | null {
  const owner = created?.accountId === accountId ? created.owner : null;
  created = null;
  return owner;
}
