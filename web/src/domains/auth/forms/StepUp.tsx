/**
 * Before what concerns the security of an account: that it is still the same person. What the API refuses for that is done
 * once more as soon as it was shown. The dialog that asks comes with its texts when it is first needed.
 */

import { type ComponentChildren, h } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { offline, type Problem, ProblemError } from '../../../api/problem';
import { type Call, useCall } from '../../../lib/call';
import { addTexts } from '../../../lib/i18n';
import { later } from '../texts/later';
import type { StepUpDialog } from './StepUpDialog';

export type Guard = (act: () => Promise<void>) => Promise<void>;

/** Thrown at whoever waits when the person would rather not. */
const declined: Problem = { code: 'declined', status: 0, fields: [], retryAfter: null };

/** Whoever would rather not has no problem to read about. */
export function unlessDeclined(problem: Problem | null): Problem | null {
  return problem?.code === declined.code ? null : problem;
}

export interface StepUp {
  guard: Guard;
  /** To be drawn somewhere on the page. */
  dialog: ComponentChildren;
}

let dialogOf: typeof StepUpDialog | undefined;

async function loadDialog(): Promise<void> {
  try {
    const [loaded] = await Promise.all([import('./StepUpDialog'), addTexts(later)]);
    dialogOf = loaded.StepUpDialog;
  } catch {
    throw new ProblemError(offline);
  }
}

export function useStepUp(): StepUp {
  const [asking, setAsking] = useState(false);
  const waiting = useRef<{ go: () => void; leave: () => void } | null>(null);

  const shown = async () => {
    await loadDialog();
    await new Promise<void>((go, reject) => {
      waiting.current = { go, leave: () => reject(new ProblemError(declined)) };
      setAsking(true);
    });
  };
  const end = (how: 'go' | 'leave') => {
    setAsking(false);
    waiting.current?.[how]();
  };
  return {
    guard: async (act) => {
      try {
        await act();
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.problem.code !== 'step_up_required') throw thrown;
        await shown();
        await act();
      }
    },
    dialog: asking && dialogOf && h(dialogOf, { onDone: () => end('go'), onCancel: () => end('leave') }),
  };
}

/** A call that may need it first. */
export function useGuardedCall(guard: Guard): Call {
  const call = useCall();
  return {
    ...call,
    problem: unlessDeclined(call.problem),
    run: (act) => call.run(() => guard(act)),
  };
}
