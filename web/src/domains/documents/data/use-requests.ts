/** The documents that we asked a customer for, and what is said of them. */

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { type Listing, useListing } from '../../../lib/resource';
import type { FileRequest } from './types';

export type Asked = components['schemas']['RequestFiles'];
export type Review = components['schemas']['ReviewRequest'];

export function useRequests(accountId: string, ended: boolean): Listing<FileRequest> {
  return useListing(
    `documents/requests/${accountId}/${ended}`,
    (cursor) =>
      answer(
        api.GET('/accounts/{account_id}/file-requests', {
          params: {
            path: { account_id: accountId },
            query: { ...(ended ? { ended } : {}), ...(cursor ? { cursor } : {}) },
          },
        }),
      ),
    { every: 30_000 },
  );
}

export function askForFiles(accountId: string, body: Asked, key: string): Promise<FileRequest> {
  return answer(
    api.POST('/accounts/{account_id}/file-requests', {
      params: { path: { account_id: accountId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
}

export function reviewRequest(
  { account_id, id }: Pick<FileRequest, 'account_id' | 'id'>,
  body: Review,
): Promise<FileRequest> {
  return answer(
    api.POST('/accounts/{account_id}/file-requests/{request_id}/review', {
      params: {
        path: { account_id, request_id: id },
        header: { 'Idempotency-Key': crypto.randomUUID() },
      },
      body,
    }),
  );
}
