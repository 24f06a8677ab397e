/** What marking a ticket as solved, and opening it again, mean for its status. */

import type { Status } from './types';

export type Step = 'close' | 'reopen';

/** The one step that a ticket can take; each undoes the other. */
export function stepFrom(status: Status): Step {
  return status === 'solved' ? 'reopen' : 'close';
}

/** Whether the ticket is where the step leads, whoever took it. */
export function reached(step: Step, status: Status): boolean {
  return stepFrom(status) !== step;
}
