/** What follows on a step of signing in: the next step, or the page that was asked for. */

import { useLocation } from 'preact-iso';
import { signedIn } from '../../api/session';
import type { SignInAnswer } from '../../api/types';
import { openChallenge } from '../../lib/challenge';
import { safeNext } from '../../lib/paths';

export function useArrive(): (answer: SignInAnswer) => Promise<void> {
  const { query, route } = useLocation();
  return async (answer) => {
    if ('challenge' in answer) return openChallenge(answer.challenge, 'sign_in');
    await signedIn(answer);
    route(safeNext(query.next, location.origin), true);
  };
}
