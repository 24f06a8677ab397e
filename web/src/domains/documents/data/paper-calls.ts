/** What is done with papers. */

import { answer, api } from '../../../api/client';
import { changeFile, type NamedFile, newKey, pathOf } from './file-calls';
import type { NewPaper, Paper, SignatureAnswer, SignatureRequest } from './paper-types';
import type { StoredFile } from './types';

const of = (file: NamedFile, key?: string) => ({
  path: pathOf(file),
  header: key ? { 'Idempotency-Key': key } : newKey(),
});

export function createPaper(accountId: string, body: NewPaper, key: string): Promise<StoredFile> {
  return answer(
    api.POST('/accounts/{account_id}/documents', {
      params: { path: { account_id: accountId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
}

export function makeAgain(file: NamedFile): Promise<StoredFile> {
  return changeFile(file, { make_again: true });
}

export function sendForSignature(file: NamedFile, body: SignatureRequest, key: string): Promise<Paper> {
  return answer(
    api.POST('/accounts/{account_id}/files/{file_id}/signature-request', { params: of(file, key), body }),
  );
}

export function answerSignature(file: NamedFile, body: SignatureAnswer, key: string): Promise<Paper> {
  return answer(
    api.POST('/accounts/{account_id}/files/{file_id}/signature', { params: of(file, key), body }),
  );
}

export function revokePaper(file: NamedFile, reason: string): Promise<Paper> {
  return answer(
    api.POST('/accounts/{account_id}/files/{file_id}/revocation', { params: of(file), body: { reason } }),
  );
}
