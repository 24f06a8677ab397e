/** What files are called, and which are taken: the same as `functions/documents/src/files/content.rs`, which decides. */

import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { limits } from './limits';

/** By the end of the name. */
const taken =
  'pdf png jpg jpeg gif webp txt md csv heic tif tiff xml json step stp dxf zip docx xlsx pptx odt ods odp doc xls ppt'.split(
    ' ',
  );
const running = 'html htm js exe bat cmd msi scr jar ps1'.split(' ');

/** Behind the last dot, in lower case. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

export type Refusal =
  | 'refused.empty'
  | 'refused.too_large'
  | 'refused.svg'
  | 'refused.runs'
  | 'refused.no_type'
  | 'refused.type'
  | 'refused.name';

/** Why a file is not even sent. */
export function refusalOf({ name, size }: { name: string; size: number }): Refusal | null {
  if (size === 0) return 'refused.empty';
  if (size > limits.size) return 'refused.too_large';
  if (nameFlaw(name, endingOf(name))) return 'refused.name';
  const ending = endingOf(name);
  if (ending === 'svg') return 'refused.svg';
  if (running.includes(ending)) return 'refused.runs';
  if (!ending) return 'refused.no_type';
  return taken.includes(ending) ? null : 'refused.type';
}

export type NameFlaw = 'field.required' | 'field.too_long' | 'file.name_wrong' | 'file.ending_stays';

/** What is wrong with a new name, whose ending stays. */
export function nameFlaw(typed: string, ending: string): NameFlaw | null {
  const name = cleanLine(typed);
  if (isBlank(name)) return 'field.required';
  if (name.startsWith('.') || /[/\\]/.test(name)) return 'file.name_wrong';
  if (endingOf(name) !== ending) return 'file.ending_stays';
  return lengthOf(name) > limits.name ? 'field.too_long' : null;
}

/** Of a refusal that the API explains in English: which words say it. */
export function refusedBecause(
  detail = '',
): 'refused.content' | 'refused.two' | 'refused.versions' | 'refused.other' {
  if (/content is not/.test(detail)) return 'refused.content';
  if (/two things/.test(detail)) return 'refused.two';
  if (/versions/.test(detail)) return 'refused.versions';
  return 'refused.other';
}
