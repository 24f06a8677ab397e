/**
 * Typed text that must survive: a reload, a lost connection, a session that ended.
 *
 * A draft belongs to a person and a place (a ticket, an account's new-ticket form, the profile) and
 * lives in this tab. It also remembers the idempotency key of a submission whose answer never came, so that
 * sending the same words again cannot make a second ticket.
 */

import { tabStorage } from './browser-storage';

const prefix = 'atrium.draft.';

export interface Attempt {
  key: string;
  /** What was sent under the key, to tell a retry from a new submission. */
  body: string;
}

export interface Draft<Values> {
  values: Partial<Values>;
  attempt: Attempt | null;
}

export function draftKey(personId: string, place: string): string {
  return `${prefix}${personId}.${place}`;
}

/** Whether drafts outlive a reload here; full or refused storage keeps none. */
export function draftsLast(): boolean {
  return tabStorage.lasts();
}

export function readDraft<Values>(key: string): Draft<Values> {
  try {
    const stored: Draft<Values> | null = JSON.parse(tabStorage.read(key) ?? 'null');
    return { values: stored?.values ?? {}, attempt: stored?.attempt ?? null };
  } catch {
    return { values: {}, attempt: null };
  }
}

export function writeDraft<Values>(key: string, draft: Draft<Values>): void {
  tabStorage.write(key, JSON.stringify(draft));
}

export function forgetDraft(key: string): void {
  tabStorage.remove(key);
}

export function forgetDrafts(): void {
  for (const key of tabStorage.keys()) if (key.startsWith(prefix)) tabStorage.remove(key);
}

export function forgetDraftsOfOthers(personId: string): void {
  for (const key of tabStorage.keys())
    if (key.startsWith(prefix) && !key.startsWith(draftKey(personId, ''))) tabStorage.remove(key);
}

/** The attempt to send `body` under: the unanswered one if it is the same submission, else a new one. */
export function attemptFor(unanswered: Attempt | null, body: string, newKey: () => string): Attempt {
  return unanswered?.body === body ? unanswered : { key: newKey(), body };
}
