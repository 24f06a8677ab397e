/** Where a request for documents stands, and each thing that is asked for: in words and shape. */

import { useText } from '../../../lib/i18n';
import { Icon, type IconName } from '../../../ui/Icon';
import type { LineState, RequestState } from '../data/types';

/** Complete by their types: a new state of the contract does not compile without a shape for it. */
const ofLine = {
  asked: 'down',
  submitted: 'clock',
  approved: 'check',
  needs_revision: 'warning',
} as const satisfies Readonly<Record<LineState, IconName>>;

const ofRequest = {
  open: 'clock',
  done: 'check',
  withdrawn: 'close',
} as const satisfies Readonly<Record<RequestState, IconName>>;

export function LineMark({ state, staff }: { state: LineState; staff: boolean }) {
  const t = useText();
  const yours = staff ? state === 'submitted' : state === 'asked' || state === 'needs_revision';
  return (
    <span class={`line-mark ${state}${yours ? ' yours' : ''}`}>
      <Icon name={ofLine[state]} />
      <span>{t(`line.${staff ? 'staff' : 'customer'}.${state}`)}</span>
    </span>
  );
}

export function RequestMark({ state }: { state: RequestState }) {
  const t = useText();
  return (
    <span class={`line-mark ${state}`}>
      <Icon name={ofRequest[state]} />
      <span>{t(`wanted.state.${state}`)}</span>
    </span>
  );
}
