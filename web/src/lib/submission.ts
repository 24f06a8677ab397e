/** Sending a form: once, safely again after a failure, and never losing what was typed. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { noAnswer, type Problem, problemOf } from '../api/problem';
import { type Attempt, attemptFor, forgetDraft, readDraft, writeDraft } from './drafts';

export interface Submission<Values> {
  values: Values;
  change: (part: Partial<Values>) => void;
  problem: Problem | null;
  sending: boolean;
  send: () => Promise<boolean>;
  /** Back to `initial`; the draft is gone. */
  discard: () => void;
}

interface Options<Values> {
  /** Where the draft is kept; see `drafts.ts`. */
  draft: string;
  initial: Values;
  /** `key` goes into `Idempotency-Key`: the same for every try of the same submission. */
  submit: (values: Values, key: string) => Promise<void>;
}

export function useSubmission<Values extends object>({
  draft,
  initial,
  submit,
}: Options<Values>): Submission<Values> {
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...readDraft<Values>(draft).values }));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const attempt = useRef<Attempt | null>(readDraft<Values>(draft).attempt);
  // State is drawn later; this is true from the very click, so a double click sends once.
  const busy = useRef(false);
  const latest = useRef(values);
  latest.current = values;
  const alive = useRef(true);
  useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );

  return {
    values,
    problem,
    sending,
    change: (part) => {
      latest.current = { ...latest.current, ...part };
      setValues(latest.current);
      writeDraft(draft, { values: latest.current, attempt: attempt.current });
    },
    discard: () => {
      attempt.current = null;
      latest.current = initial;
      setValues(initial);
      setProblem(null);
      forgetDraft(draft);
    },
    send: async () => {
      if (busy.current) return false;
      busy.current = true;
      setSending(true);
      setProblem(null);
      const sent = latest.current;
      attempt.current = attemptFor(attempt.current, JSON.stringify(sent), () => crypto.randomUUID());
      writeDraft(draft, { values: sent, attempt: attempt.current });
      try {
        await submit(sent, attempt.current.key);
        attempt.current = null;
        forgetDraft(draft);
        if (alive.current) {
          latest.current = initial;
          setValues(initial);
        }
        return true;
      } catch (thrown) {
        const failure = problemOf(thrown);
        // A refusal is an answer: whatever is sent next is a new submission.
        if (!noAnswer(failure)) {
          attempt.current = null;
          writeDraft(draft, { values: sent, attempt: null });
        }
        setProblem(failure);
        return false;
      } finally {
        busy.current = false;
        setSending(false);
      }
    },
  };
}
