/** What a person is told, and changing it: each change saves by itself, in the order they were made. */

import { useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { type Problem, problemOf } from '../../../api/problem';
import { announce } from '../../../lib/announce';
import { type Resource, useResource } from '../../../lib/resource';
import { applied, type Change, inverse } from './preferences';
import type { Preferences } from './types';

export function usePreferences(): Resource<Preferences> {
  return useResource('preferences', () => answer(api.GET('/me/preferences')));
}

/** What became of a change, said where it was made. */
export interface Outcome {
  phase: 'saving' | 'saved' | 'failed';
  change: Change;
  /** What puts it back. */
  undo: Change | null;
  /** It changes again what was said to be saved a moment ago. */
  again: boolean;
  problem: Problem | null;
}

export interface Saving {
  /** With the changes that are on their way. */
  shown: Preferences | undefined;
  outcomes: Readonly<Record<string, Outcome>>;
  /** `place` names where the change was made; `told` says it to those who listen. Resolves to what went wrong. */
  save: (place: string, change: Change, told: string) => Promise<Problem | null>;
}

export function useSaving({ data, set }: Resource<Preferences>): Saving {
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>({});
  const [pending, setPending] = useState<readonly Change[]>([]);
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const shown = data && pending.reduce(applied, data);

  const save = (place: string, change: Change, told: string): Promise<Problem | null> => {
    const undo = shown ? inverse(shown, change) : null;
    const say = (phase: Outcome['phase'], problem: Problem | null) =>
      setOutcomes((said) => {
        // What is saved elsewhere was seen; what failed there stays until it is tried again.
        const others = Object.entries(said).filter(([, { phase: other }]) => other !== 'saved');
        const again = said[place]?.phase === 'saved' || (said[place]?.again ?? false);
        return { ...Object.fromEntries(others), [place]: { phase, change, undo, again, problem } };
      });
    say('saving', null);
    setPending((waiting) => [...waiting, change]);
    const mine = before.current.then(async () => {
      let failure: Problem | null = null;
      try {
        const saved = await send(change);
        set(() => saved);
        announce(told);
      } catch (thrown) {
        failure = problemOf(thrown);
      }
      say(failure ? 'failed' : 'saved', failure);
      setPending((waiting) => waiting.filter((each) => each !== change));
      return failure;
    });
    before.current = mine;
    return mine;
  };

  return { shown, outcomes, save };
}

function send(change: Change): Promise<Preferences> {
  const header = { 'Idempotency-Key': crypto.randomUUID() };
  return answer(api.PATCH('/me/preferences', { params: { header }, body: change }));
}
