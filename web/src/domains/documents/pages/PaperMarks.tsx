/** What a paper is, and where it stands: in words and shape. */

import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon, type IconName } from '../../../ui/Icon';
import { isAsked } from '../data/paper';
import type { PaperMark, PaperState, SigningState } from '../data/paper-types';
import { DocumentIcon } from './DocumentIcon';

/** Complete by their types: a new state of the contract does not compile without a shape for it. */
const ofPaper = {
  making: 'clock',
  failed: 'warning',
  issued: 'check',
  superseded: 'swap',
  revoked: 'close',
} as const satisfies Readonly<Record<PaperState, IconName>>;

const ofSigning = {
  open: 'clock',
  sealing: 'clock',
  signed: 'check',
  declined: 'close',
  ended: 'close',
} as const satisfies Readonly<Record<SigningState, IconName>>;

export function PaperStateMark({ state }: { state: PaperState }) {
  const t = useText();
  const bad = state === 'failed' || state === 'revoked';
  return (
    <span class={bad ? 'line-mark bad' : 'line-mark'}>
      <Icon name={ofPaper[state]} />
      <span>{t(`paper.state.${state}`)}</span>
    </span>
  );
}

/** `yours`: it waits for whoever looks. */
export function SigningMark({ state, yours }: { state: SigningState; yours: boolean }) {
  const t = useText();
  const look = yours ? 'line-mark yours' : state === 'declined' ? 'line-mark bad' : 'line-mark';
  return (
    <span class={look}>
      {yours ? <DocumentIcon name="pen" /> : <Icon name={ofSigning[state]} />}
      <span>{t(yours ? 'signing.yours' : `signing.state.${state}`)}</span>
    </span>
  );
}

/** In a list. That it is issued goes without saying; that it is to be signed, only as long as it is good. */
export function PaperMarks({ mark }: { mark: PaperMark }) {
  const t = useText();
  const { person } = useMe();
  const { kind, state, signing } = mark;
  return (
    <>
      <span>{t(`paper.kind.${kind}`)}</span>
      {state !== 'issued' && <PaperStateMark state={state} />}
      {state === 'issued' && signing && <SigningMark state={signing} yours={isAsked(person.id, mark)} />}
    </>
  );
}
