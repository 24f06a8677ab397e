/** A picture as the company's logo: read in the browser, and sent with the brand. */

import type { FieldProblem } from '../../../api/problem';
import type { MessageKey } from '../../../lib/i18n';
import type { Logo } from './brand-calls';

/** The contract's limit, in bytes. */
export const largestLogo = 32 * 1024;

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What it is, by its content; a name says nothing. Null: neither a drawing nor a picture that can be one. */
export function mediaTypeOf(bytes: Uint8Array): Logo['media_type'] | null {
  if (png.every((byte, index) => bytes[index] === byte)) return 'image/png';
  const begins = new TextDecoder()
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .trimStart();
  return begins.startsWith('<') && /<svg[\s>]/.test(begins) ? 'image/svg+xml' : null;
}

export function inBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function addressOf({ media_type, data }: Logo): string {
  return `data:${media_type};base64,${data}`;
}

export type LogoFlaw = Extract<MessageKey, `brand.logo_${string}`>;

/** The logo, or why it cannot be one. */
export async function logoIn(file: Blob): Promise<Logo | LogoFlaw> {
  if (file.size > largestLogo) return 'brand.logo_large';
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'brand.logo_unreadable';
  }
  const media_type = mediaTypeOf(bytes);
  return media_type ? { media_type, data: inBase64(bytes) } : 'brand.logo_type';
}

const reasons: readonly [words: RegExp, flaw: LogoFlaw][] = [
  [/ runs /, 'brand.logo_script'],
  [/ no text/, 'brand.logo_text'],
  [/ no pictures| no other content| entities/, 'brand.logo_content'],
  [/ pixels /, 'brand.logo_pixels'],
  [/ KiB|too large/, 'brand.logo_large'],
  [/nothing to see/, 'brand.logo_empty'],
];

/** The API draws a drawing anew, and names in its detail what it does not draw. */
export function logoRefusal({ code, detail = '' }: FieldProblem): LogoFlaw {
  if (code === 'too_long') return 'brand.logo_large';
  return reasons.find(([words]) => words.test(detail))?.[1] ?? 'brand.logo_refused';
}
