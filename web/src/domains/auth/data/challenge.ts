/** What a sign-in still waits for, if it does. Survives a reload: a phone may drop the page for the authenticator app. */

import { createStore, useStore } from '../../../lib/store';
import { isRecord, keep, recall } from './arrival';
import type { Challenge } from './types';

/** Where the person came from, and goes back to. */
export type Asker = 'sign_in' | 'profile';

export interface OpenChallenge {
  name: Challenge['name'];
  session: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  asker: Asker;
  /** The other ways to answer it. */
  or: readonly Challenge['name'][];
  /** An app is set up in place of one that was lost. */
  replaces: boolean;
  /** A secret was handed out for it already: an entry that an app made of that is void by now. */
  begun: boolean;
}

const place = 'challenge';
const open = createStore<OpenChallenge | null>(kept(recall(place), Date.now()));

export function kept(value: unknown, now: number): OpenChallenge | null {
  const whole =
    isRecord(value) &&
    isName(value.name) &&
    typeof value.session === 'string' &&
    typeof value.expiresAt === 'number' &&
    value.expiresAt > now &&
    (value.asker === 'sign_in' || value.asker === 'profile');
  if (!whole) return null;
  const { name, session, expiresAt, asker } = value as unknown as OpenChallenge;
  const or = Array.isArray(value.or) ? value.or.filter(isName) : [];
  return {
    name,
    session,
    expiresAt,
    asker,
    or,
    replaces: value.replaces === true,
    begun: value.begun === true,
  };
}

function isName(value: unknown): value is Challenge['name'] {
  return /^(totp(_setup)?|passkey|recovery_code)$/.test(String(value));
}

export function useChallenge(asker: Asker): OpenChallenge | null {
  const challenge = useStore(open);
  return challenge?.asker === asker ? challenge : null;
}

export function openChallenge(
  { name, session, expires_in, or = [] }: Omit<Challenge, 'or'> & Partial<Challenge>,
  asker: Asker,
  replaces = false,
): void {
  set({ name, session, expiresAt: Date.now() + expires_in * 1000, asker, or, replaces, begun: false });
}

/** Noted for a page that is loaded anew; this one goes on as it is. */
export function noteBegun(challenge: OpenChallenge): void {
  keep(place, { ...challenge, begun: true });
}

export function closeChallenge(): void {
  set(null);
}

function set(challenge: OpenChallenge | null): void {
  keep(place, challenge);
  open.set(challenge);
}
