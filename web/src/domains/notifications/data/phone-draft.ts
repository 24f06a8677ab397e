/** How far somebody has come with a number: they leave the page for their messages, and come back. */

import type { Answer } from '../../../api/types';
import { draftKey, forgetDraft, readDraft, writeDraft } from '../../../lib/drafts';

export type PhoneStarted = Answer<'notifications.start_phone', 202>;

/** A code that is on its way. Times are milliseconds since the epoch. */
export interface SentText {
  number: string;
  expiresAt: number;
  resendAt: number;
}

export function sentText({ number, expires_in, resend_after }: PhoneStarted, now: number): SentText {
  return { number, expiresAt: now + expires_in * 1000, resendAt: now + resend_after * 1000 };
}

const keyOf = (personId: string) => draftKey(personId, 'phone');

/** What was sent and may still be confirmed. */
export function keptText(personId: string, now: number): SentText | null {
  const { sent } = readDraft<{ sent: SentText }>(keyOf(personId)).values;
  return sent && sent.expiresAt > now ? sent : null;
}

export function keepText(personId: string, sent: SentText | null): void {
  if (sent) writeDraft(keyOf(personId), { values: { sent }, attempt: null });
  else forgetDraft(keyOf(personId));
}
