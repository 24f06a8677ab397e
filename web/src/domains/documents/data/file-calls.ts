/** What is done with one file. */

import { anonymousApi, answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { Comment, FileLink, NewShare, SharedFile, StoredFile, WholeFile } from './types';

export type FileChange = components['schemas']['UpdateFile'];

export const newKey = () => ({ 'Idempotency-Key': crypto.randomUUID() });
export const pathOf = ({ account_id, id }: Pick<StoredFile, 'account_id' | 'id'>) => ({
  account_id,
  file_id: id,
});

export type NamedFile = Pick<StoredFile, 'account_id' | 'id'>;

export function loadFile(accountId: string, fileId: string, version?: number): Promise<WholeFile> {
  return answer(
    api.GET('/accounts/{account_id}/files/{file_id}', {
      params: {
        path: { account_id: accountId, file_id: fileId },
        query: version === undefined ? {} : { version },
      },
    }),
  );
}

export function changeFile(file: NamedFile, body: FileChange): Promise<StoredFile> {
  return answer(
    api.PATCH('/accounts/{account_id}/files/{file_id}', {
      params: { path: pathOf(file), header: newKey() },
      body,
    }),
  );
}

export function trashFile(file: NamedFile): Promise<StoredFile> {
  return answer(
    api.DELETE('/accounts/{account_id}/files/{file_id}', {
      params: { path: pathOf(file), header: newKey() },
    }),
  );
}

export function restoreFile(file: NamedFile): Promise<StoredFile> {
  return changeFile(file, { restored: true });
}

export function commentFile(
  file: NamedFile,
  text: string,
  mentions: readonly string[],
  key: string,
): Promise<Comment> {
  return answer(
    api.POST('/accounts/{account_id}/files/{file_id}/comments', {
      params: { path: pathOf(file), header: { 'Idempotency-Key': key } },
      body: { text, ...(mentions.length > 0 ? { mentions: [...mentions] } : {}) },
    }),
  );
}

export function shareFile(file: NamedFile, days: number, note: string): Promise<NewShare> {
  return answer(
    api.POST('/accounts/{account_id}/files/{file_id}/shares', {
      params: { path: pathOf(file), header: newKey() },
      body: { days, ...(note ? { note } : {}) },
    }),
  );
}

export async function endShare(file: NamedFile, shareId: string): Promise<void> {
  await answer(
    api.DELETE('/accounts/{account_id}/files/{file_id}/shares/{share_id}', {
      params: { path: { ...pathOf(file), share_id: shareId }, header: newKey() },
    }),
  );
}

export function openShared(token: string): Promise<SharedFile> {
  return answer(anonymousApi.POST('/shared-files', { body: { token } }));
}

/** A link that is good for a few seconds more is good enough to follow it now. */
const margin = 10_000;

export function stillGood({ until }: Pick<FileLink, 'until'>, now: number): boolean {
  return Date.parse(until) - now > margin;
}

/** The browser saves what it gets there, and the page stays. */
export function follow(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.rel = 'noopener';
  link.click();
}
