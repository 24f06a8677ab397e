/** What follows on a step of signing in: the next step, or the page that was asked for. */

import { useLocation } from 'preact-iso';
import { safeNext } from '../paths';
import { openChallenge } from './challenge';
import { signedIn } from './session';
import type { SignInAnswer } from './types';

export function useArrive(): (answer: SignInAnswer) => Promise<void> {
  const { query, route } = useLocation();
  return async (answer) => {
    if ('challenge' in answer) return openChallenge(answer.challenge, 'sign_in');
    const session = await signedIn(answer);
    // As long as nobody knows who it is, the address may be somebody else's.
    const own = session.phase === 'signed-in' && session.ownTab;
    route(safeNext(own ? query.next : undefined, location.origin), true);
  };
}
