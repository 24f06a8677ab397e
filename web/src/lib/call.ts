/** One call of a form at a time, from the very click: a double click sends once. */

import { useRef, useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/problem';
import { useCountdown } from './countdown';

export interface Call {
  problem: Problem | null;
  sending: boolean;
  /** Seconds until the API takes another try. */
  wait: number;
  /** What went wrong, or null; also when nothing was done, because the last call is still on its way. */
  run: (act: () => Promise<void>) => Promise<Problem | null>;
  forgetProblem: () => void;
}

export function useCall(): Call {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  // State is drawn later; this is true at once.
  const busy = useRef(false);
  const wait = useCountdown(problem?.retryAfter ?? null, problem);
  return {
    problem,
    sending,
    wait,
    forgetProblem: () => setProblem(null),
    run: async (act) => {
      if (busy.current || wait > 0) return null;
      busy.current = true;
      setSending(true);
      setProblem(null);
      try {
        await act();
        return null;
      } catch (thrown) {
        const failure = problemOf(thrown);
        setProblem(failure);
        return failure;
      } finally {
        busy.current = false;
        setSending(false);
      }
    },
  };
}
