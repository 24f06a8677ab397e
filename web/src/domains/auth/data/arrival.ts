/**
 * How far somebody has come who is not signed in yet. It lives in this tab and survives a reload, since
 * people leave the page for their mail or their authenticator app. Never a password.
 */

import { tabStorage } from '../../../lib/browser-storage';
import { emailOf } from './email';
import type { CodeSent } from './types';

const prefix = 'atrium.arrival.';

/** Wrong codes before the API takes none any more. */
export const mostRefusals = 5;

/** A mail that is on its way. Times are milliseconds since the epoch. */
export interface SentCode {
  session: string;
  digits: number;
  expiresAt: number;
  resendAt: number;
  refusals: number;
}

export interface Steps<Typed> {
  typed: Typed;
  sent: SentCode | null;
}

export function sentCode(answer: CodeSent, now: number, refusals = 0): SentCode {
  return {
    session: answer.session,
    digits: answer.digits,
    expiresAt: now + answer.expires_in * 1000,
    resendAt: now + answer.resend_after * 1000,
    refusals,
  };
}

/** What was typed and reached, with the gaps filled from `otherwise`; a code that expired meanwhile is left out. */
export function keptSteps<Typed extends object>(place: string, otherwise: Typed, now: number): Steps<Typed> {
  const kept = recall(place);
  if (!isRecord(kept)) return { typed: otherwise, sent: null };
  const typed = { ...otherwise };
  for (const field of Object.keys(otherwise) as (keyof Typed & string)[]) {
    const value = isRecord(kept.typed) ? kept.typed[field] : undefined;
    if (typeof value === typeof otherwise[field]) typed[field] = value as Typed[typeof field];
  }
  return { typed, sent: isSentCode(kept.sent) && kept.sent.expiresAt > now ? kept.sent : null };
}

/** Goes on with the address that was typed last; a mail to another one is of no more use. */
export function withEmail<Typed extends { email: string }>(steps: Steps<Typed>, email: string): Steps<Typed> {
  const same = emailOf(email).toLowerCase() === emailOf(steps.typed.email).toLowerCase();
  if (!email || same) return steps;
  return { typed: { ...steps.typed, email }, sent: null };
}

export function keepSteps<Typed>(place: string, steps: Steps<Typed>): void {
  keep(place, steps);
}

export function keep(place: string, value: unknown): void {
  if (value === null) tabStorage.remove(prefix + place);
  else tabStorage.write(prefix + place, JSON.stringify(value));
}

export function recall(place: string): unknown {
  try {
    return JSON.parse(tabStorage.read(prefix + place) ?? 'null');
  } catch {
    return null;
  }
}

/** The address that was typed last goes along from form to form. Not over a reload: it was not sent yet. */
let carried = '';

export function carriedEmail(): string {
  return carried;
}

export function carryEmail(email: string): void {
  carried = email;
}

/** Whoever has arrived, or left, leaves nothing of this behind. */
export function forgetArrival(): void {
  carried = '';
  for (const key of tabStorage.keys()) if (key.startsWith(prefix)) tabStorage.remove(key);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isSentCode(value: unknown): value is SentCode {
  return (
    isRecord(value) &&
    typeof value.session === 'string' &&
    [value.digits, value.expiresAt, value.resendAt, value.refusals].every(Number.isFinite)
  );
}
