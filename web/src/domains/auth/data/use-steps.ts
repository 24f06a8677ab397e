/** The two steps of signing up and of a new password: what was typed, and the mail that was sent for it. */

import { useRef, useState } from 'preact/hooks';
import { keepSteps, keptSteps, type Steps, withEmail } from './arrival';

export interface SteppedForm<Typed> extends Steps<Typed> {
  change: (part: Partial<Steps<Typed>>) => void;
}

/** `email`: an address typed elsewhere just now; it is newer than what was kept. */
export function useSteps<Typed extends { email: string }>(
  place: string,
  otherwise: Typed,
  email: string,
): SteppedForm<Typed> {
  const [steps, setSteps] = useState(() => withEmail(keptSteps(place, otherwise, Date.now()), email));
  const latest = useRef(steps);
  return {
    ...steps,
    change: (part) => {
      latest.current = { ...latest.current, ...part };
      setSteps(latest.current);
      keepSteps(place, latest.current);
    },
  };
}
