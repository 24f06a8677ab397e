/** What waits for a member of an account, and what is in progress: counted and ranked by the server, in one call. */

import { answer, api } from '../../../api/client';
import { loadAhead, type Resource, useResource } from '../../../lib/resource';
import { noticed } from '../../tickets/public';
import { homeNow } from './home-view';
import type { HomeView } from './types';

const keyOf = (accountId: string) => `home/${accountId}`;

function load(accountId: string): Promise<HomeView> {
  return answer(api.GET('/accounts/{account_id}/home', { params: { path: { account_id: accountId } } }));
}

export function loadHomeAhead(accountId: string): void {
  loadAhead(keyOf(accountId), () => load(accountId));
}

export function useHome(accountId: string): Resource<HomeView> {
  const resource = useResource(keyOf(accountId), () => load(accountId), { every: 60_000 });
  const { data } = resource;
  return { ...resource, data: data && homeNow(data, noticed(accountId), Date.now()) };
}
