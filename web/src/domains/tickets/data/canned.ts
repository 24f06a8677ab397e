/** The answers that the team keeps ready. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';
import { fill } from '../../../lib/i18n';
import { type Resource, useResource } from '../../../lib/resource';

export type CannedReply = Answer<'tickets.put_canned_reply', 200>;
export type CannedLanguage = 'en' | 'de';
export const languages = ['en', 'de'] as const satisfies readonly CannedLanguage[];

/** What is put: whole, with the id and version that it is made from when it is a change. */
export interface CannedChange {
  id?: string;
  version?: number;
  title: string;
  en?: string;
  de?: string;
  removed?: true;
}

export function useCanned(): Resource<readonly CannedReply[]> {
  return useResource<readonly CannedReply[]>(
    'canned-replies',
    async () => (await answer(api.GET('/staff/canned-replies', {}))).items,
  );
}

export function putCanned(change: CannedChange, key: string): Promise<CannedReply> {
  return answer(
    api.PUT('/staff/canned-replies', { params: { header: { 'Idempotency-Key': key } }, body: change }),
  );
}

/** Those that have every word that is looked for, in their title or texts. */
export function found(replies: readonly CannedReply[], wanted: string): readonly CannedReply[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return replies.filter(({ title, en = '', de = '' }) => {
    const all = `${title}\n${en}\n${de}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

export interface Names {
  customer: string;
  reference: string;
  agent: string;
}

/** The text in a language, or else in the other, with names in their places. */
export function filled(
  { en, de }: Pick<CannedReply, 'en' | 'de'>,
  language: CannedLanguage,
  names: Names,
): string {
  const text = (language === 'de' ? (de ?? en) : (en ?? de)) ?? '';
  return fill(text, { ...names });
}
