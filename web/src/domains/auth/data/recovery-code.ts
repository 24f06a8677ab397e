/** Recovery codes as people type them: the API takes small letters, spaces and hyphens, too. */

const length = 10;

/** Null as long as it is none. */
export function recoveryCodeOf(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  return code.length === length && /^[0-9A-TV-Z]+$/.test(code) ? code : null;
}
