/** Whether a document is ours, and whether a file is that document: by its code, its SHA-256 and our signature. */

import { anonymousApi, answer } from '../../../api/client';
import type { components } from '../../../api/schema';
import { type Checked, checkSignature, type PublicKey } from './jws';

type Schemas = components['schemas'];

/** One of the versions that were issued of a document. */
export type Issued = Schemas['IssuedBytes'];
export type Verification = Schemas['Verification'];

export function loadVerification(code: string): Promise<Verification> {
  return answer(anonymousApi.GET('/verifications/{code}', { params: { path: { code } } }));
}

/** Throws where no answer came. */
export async function loadKeys(): Promise<readonly PublicKey[]> {
  const response = await fetch('/.well-known/jwks.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`The public keys were answered with ${response.status}.`);
  const { keys }: { keys: readonly PublicKey[] } = await response.json();
  return keys;
}

const groups = /.{4}(?=.)/g;

/** Of whatever was typed, pasted or read from a paper, the code as it is printed; null when it cannot be one. */
export function codeIn(typed: string): string | null {
  const signs = typed
    // An address of this page has the code at its end.
    .replace(/^.*\/verify\//i, '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(signs) ? signs.replace(groups, '$&-') : null;
}

export interface Match {
  which: 'newest' | 'earlier';
  issued: Issued;
}

/** Null: the file is none of its versions, so it was changed, or it is another document. */
export function matchOf(sha256: string, { newest, earlier }: Verification): Match | null {
  if (newest.sha256 === sha256) return { which: 'newest', issued: newest };
  const issued = earlier.find((each) => each.sha256 === sha256);
  return issued ? { which: 'earlier', issued } : null;
}

type Said<Which extends string> = `verify.file_${Which}` | `verify.file_${Which}_${'superseded' | 'revoked'}`;

/** What is said of a file: also of the very document that it no longer holds, where that is so. */
export function saidOf(
  match: Pick<Match, 'which'> | null,
  { state }: Pick<Verification, 'state'>,
): Said<Match['which']> | 'verify.file_none' {
  if (!match) return 'verify.file_none';
  return state === 'genuine' ? `verify.file_${match.which}` : `verify.file_${match.which}_${state}`;
}

/** What our signature of a version has to say of it: the same as the page. */
export function claimsOf(
  verification: Verification,
  { sha256 }: Issued,
): Readonly<Record<string, string | null>> {
  const { code, kind, title, initials, issued_on, amount } = verification;
  return {
    code,
    kind,
    title,
    initials: initials ?? null,
    issued_on,
    'amount.value': amount?.value ?? null,
    'amount.currency': amount?.currency ?? null,
    sha256,
  };
}

export type SignatureCheck = Checked | { outcome: 'no_keys' };

export async function checkVersion(verification: Verification, issued: Issued): Promise<SignatureCheck> {
  let keys: readonly PublicKey[];
  try {
    keys = await loadKeys();
  } catch {
    return { outcome: 'no_keys' };
  }
  return checkSignature(issued.signature, keys, claimsOf(verification, issued));
}
