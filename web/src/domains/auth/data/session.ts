/** Who is signed in, from the first look at the cookie until everybody here has left. */

import { dropToken, holdToken, onSessionEnded, renew } from '../../../api/access-token';
import { answer, api, onMissing } from '../../../api/client';
import { type Problem, ProblemError, problemOf } from '../../../api/problem';
import type { Me, Profile, SignedIn } from '../../../api/types';
import { otherTabs } from '../../../lib/browser';
import { forgetDrafts } from '../../../lib/drafts';
import { untell } from '../../../lib/flash';
import { speakForPerson } from '../../../lib/i18n';
import { membershipOf } from '../../../lib/person';
import { forgetResources } from '../../../lib/resource';
import { createStore, useStore } from '../../../lib/store';
import { forgetArrival } from './arrival';
import { closeChallenge } from './challenge';
import { leaveTab, takeTab } from './last-person';

export type Session =
  | { phase: 'starting' }
  | { phase: 'unreachable'; problem: Problem }
  /** `ended`: it was over without anybody asking for it, so the person comes back to where they were. */
  | { phase: 'signed-out'; why: 'arrived' | 'left' | 'ended' }
  /** `ownTab`: nobody else was signed in here before, so the address to go on to is this person's. */
  | { phase: 'signed-in'; me: Me; ownTab: boolean };

const session = createStore<Session>({ phase: 'starting' });
const tabs = otherTabs('atrium.session');

export function useSession(): Session {
  return useStore(session);
}

/**
 * Looks whether the cookie still carries a session. Also the retry when that could not be told. `beside` begins what need
 * not wait until it is known who the person is.
 */
export async function startSession(beside = () => {}): Promise<void> {
  session.set({ phase: 'starting' });
  try {
    if (await renew()) {
      beside();
      await enter();
    } else session.set({ phase: 'signed-out', why: 'arrived' });
  } catch (thrown) {
    session.set({ phase: 'unreachable', problem: problemOf(thrown) });
  }
}

/** Takes over the tokens of a completed sign-in. */
export async function signedIn(tokens: SignedIn): Promise<Session> {
  forgetResources();
  holdToken(tokens);
  tabs.tell('signed-in');
  try {
    await enter();
  } catch (thrown) {
    // The code is spent, so the form cannot try again; the cookie can.
    session.set({ phase: 'unreachable', problem: problemOf(thrown) });
  }
  arrived();
  return session.get();
}

/** Nothing waits to be answered any more. */
function arrived(): void {
  closeChallenge();
  forgetArrival();
}

async function enter(): Promise<void> {
  const me = await answer(api.GET('/me'));
  await speakForPerson(me.person.language);
  session.set({ phase: 'signed-in', me, ownTab: takeTab(me.person.id) });
}

/** The profile as this page knows it; null when nobody is signed in. */
export function currentProfile(): Profile | null {
  const now = session.get();
  return now.phase === 'signed-in' ? now.me.person : null;
}

/** Shows the person's new name and times at once, here and in the other tabs. */
export function profileChanged(person: Profile): void {
  const now = session.get();
  // Whoever the answer is about may have left meanwhile.
  if (now.phase !== 'signed-in' || now.me.person.id !== person.id) return;
  session.set({ ...now, me: { ...now.me, person } });
  tabs.tell('profile-changed');
}

/** After a change of how the person signs in, which `/me` tells of. */
export async function lookAgain(): Promise<void> {
  await enter();
  tabs.tell('profile-changed');
}

/** Ends the session for good. Throws when the server could not be told: then it has not ended. */
export async function signOut(): Promise<void> {
  try {
    await answer(api.POST('/auth/sign-out'));
  } catch (thrown) {
    const over = thrown instanceof ProblemError && thrown.problem.status === 401;
    if (!over) throw thrown;
  }
  tabs.tell('signed-out');
  leave();
}

function leave(): void {
  dropToken();
  forgetDrafts();
  leaveTab();
  forgetResources();
  arrived();
  untell();
  session.set({ phase: 'signed-out', why: 'left' });
}

onSessionEnded(() => {
  // Drafts stay: the same person, back in a minute, finds what they were writing.
  if (session.get().phase !== 'signed-in') return;
  forgetResources();
  session.set({ phase: 'signed-out', why: 'ended' });
});

onMissing((accountId) => {
  const now = session.get();
  // Who was removed a moment ago learns of it from `/me`.
  if (now.phase === 'signed-in' && membershipOf(now.me, accountId)) enter().catch(() => {});
});

tabs.listen((told) => {
  // Also where the session had ended before: the person who might have come back has left.
  const now = session.get();
  const ended = now.phase === 'signed-out' && now.why === 'ended';
  if (told === 'signed-out' && (now.phase === 'signed-in' || ended)) leave();
  if (told === 'profile-changed' && now.phase === 'signed-in') {
    // Without an answer this tab shows the old name until it looks the next time.
    enter().catch(() => {});
  }
  // Whoever signed in there is now signed in here: the cookie is one and the same.
  if (told === 'signed-in') {
    forgetResources();
    arrived();
    dropToken();
    void startSession();
  }
});
