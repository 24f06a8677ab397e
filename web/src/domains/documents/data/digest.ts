/** The SHA-256 of a file, read piece by piece. Loaded with the first upload. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** In 64 hexadecimal digits; `told` hears how many bytes are read. Throws when the file can no longer be read. */
export async function digestOf(
  file: Blob,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (signal.aborted) await reader.cancel();
    signal.throwIfAborted();
    if (done) return bytesToHex(hash.digest());
    hash.update(value);
    read += value.length;
    told(read);
  }
}
