/**
 * The access token: held in memory only, renewed by the cookie that scripts cannot read.
 *
 * Tabs share that cookie and it rotates with every renewal, so renewals are taken one at a time,
 * within this tab by a shared promise and across tabs by a Web Lock.
 */

import { alone } from './alone';
import { offline, ProblemError, readProblem } from './problem';
import type { SignedIn } from './types';

export const apiBase = '/api/v1';

interface Held {
  token: string;
  expiresAt: number;
}

/** Renewed this long before it expires, so that no request meets an expired one. */
const headStartSeconds = 60;
const answerWithin = 30_000;

let held: Held | null = null;
let renewal: Promise<boolean> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let whenEnded: () => void = () => {};

/** Called when the session turns out to be over. */
export function onSessionEnded(listener: () => void): void {
  whenEnded = listener;
}

export function holdToken({ access_token, expires_in }: SignedIn): void {
  held = { token: access_token, expiresAt: Date.now() + expires_in * 1000 };
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      // Offline or not, the next request tries again; nothing to tell anybody now.
      renew().catch(() => {});
    },
    Math.max(5, expires_in - headStartSeconds) * 1000,
  );
}

export function dropToken(): void {
  held = null;
  clearTimeout(timer);
}

/** A token that is good for the next few seconds. Throws a `ProblemError` when the session is over. */
export async function freshToken(): Promise<string> {
  if (!held || held.expiresAt - Date.now() < 5_000) await renew();
  if (!held) throw new ProblemError({ code: 'session_ended', status: 401, fields: [], retryAfter: null });
  return held.token;
}

/**
 * Renews the token; false when there is no session (any more).
 * Throws a `ProblemError` when that cannot be told, because the answer never came.
 */
export function renew(): Promise<boolean> {
  renewal ??= alone('atrium.renewal', askForToken).finally(() => {
    renewal = null;
  });
  return renewal;
}

/** `renew`, unless another request has already got a newer token than the refused one. */
export function renewAfterRefusal(refused: string): Promise<boolean> {
  return held && held.token !== refused ? Promise.resolve(true) : renew();
}

async function askForToken(): Promise<boolean> {
  const before = held;
  const response = await fetchInTime(
    new Request(`${apiBase}/auth/refresh-session`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
    }),
  );
  // Somebody signed in or out while we were asking: their word is newer than this answer.
  if (held !== before) return held !== null;
  if (response.status === 200) {
    const answer: SignedIn = await response.json();
    holdToken(answer);
    return true;
  }
  if (response.status === 401 || response.status === 204) {
    dropToken();
    whenEnded();
    return false;
  }
  throw new ProblemError(readProblem(response, await response.json().catch(() => null)));
}

/** `fetch` with a time limit, whose every way of getting no answer is one problem. */
export async function fetchInTime(request: Request): Promise<Response> {
  try {
    return await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerWithin)]),
    });
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ProblemError(offline);
  }
}
