/**
 * Uploads that have not ended: kept in this browser, so that choosing the same file again goes on with what is missing,
 * also after the page was closed.
 */

import type { SafeStorage } from '../../../lib/browser-storage';
import type { UploadBody } from './types';

const prefix = 'atrium.upload.';
/** How long the API keeps one open, in milliseconds. */
const lasts = 24 * 60 * 60 * 1000;

/** What is uploaded, but for the upload that it goes on with. */
export type Announced = Omit<UploadBody, 'resume'>;

interface Kept {
  upload: string;
  /** All that was announced: the same bytes for another folder are another upload. */
  announced: string;
  until: number;
}

const keyOf = (accountId: string, { sha256, size }: Announced) => `${prefix}${accountId}.${sha256}.${size}`;

function read(storage: SafeStorage, key: string): Kept | null {
  try {
    const found: Partial<Kept> | null = JSON.parse(storage.read(key) ?? 'null');
    const { upload, announced, until } = found ?? {};
    if (typeof upload !== 'string' || typeof announced !== 'string' || typeof until !== 'number') return null;
    return { upload, announced, until };
  } catch {
    return null;
  }
}

export function rememberUpload(
  storage: SafeStorage,
  accountId: string,
  announced: Announced,
  upload: string,
  now: number,
): void {
  const kept: Kept = { upload, announced: JSON.stringify(announced), until: now + lasts };
  storage.write(keyOf(accountId, announced), JSON.stringify(kept));
}

export function forgetUpload(storage: SafeStorage, accountId: string, announced: Announced): void {
  storage.remove(keyOf(accountId, announced));
}

/** The open upload of the same file for the same place. Those that are too old are thrown away. */
export function openUpload(
  storage: SafeStorage,
  accountId: string,
  announced: Announced,
  now: number,
): string | undefined {
  for (const key of storage.keys())
    if (key.startsWith(prefix) && (read(storage, key)?.until ?? 0) <= now) storage.remove(key);
  const kept = read(storage, keyOf(accountId, announced));
  return kept?.announced === JSON.stringify(announced) ? kept.upload : undefined;
}
