/** Whether our signature of a version is good, in words. */

import type { Translator } from '../../../lib/i18n';
import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import type { SignatureCheck } from '../data/verify';

interface Props {
  check: SignatureCheck;
  company: string;
  /** Where the document no longer does, a good signature is no reason for a green tick. */
  holds: boolean;
}

export function SignatureShown({ check, company, holds }: Props) {
  const t = useText();
  const good = check.outcome === 'good';
  return (
    <p class={good ? (holds ? 'signature good' : 'signature past') : 'signature'}>
      <Icon name={good ? (holds ? 'check' : 'badge') : 'warning'} />
      <span>{said(check, company, t)}</span>
    </p>
  );
}

function said(check: SignatureCheck, company: string, t: Translator): string {
  switch (check.outcome) {
    case 'good':
      return t('verify.signature_good', { company });
    case 'unknown_key':
      return t('verify.signature_unknown_key');
    case 'wrong':
      return t('verify.signature_wrong');
    case 'differs':
      return t('verify.signature_differs');
    case 'not_possible':
      return t('verify.signature_not_possible');
    case 'no_keys':
      return t('verify.signature_no_keys');
  }
}
