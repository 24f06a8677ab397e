/** Whether our signature of a version is good, in words. */

import type { Translator } from '../../../lib/i18n';
import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import type { SignatureCheck } from '../data/verify';

export function SignatureShown({ check, company }: { check: SignatureCheck; company: string }) {
  const t = useText();
  const good = check.outcome === 'good';
  return (
    <p class={good ? 'signature good' : 'signature'}>
      <Icon name={good ? 'check' : 'warning'} />
      <span>{said(check, company, t)}</span>
    </p>
  );
}

function said(check: SignatureCheck, company: string, t: Translator): string {
  switch (check.outcome) {
    case 'good':
      return t('verify.signature_good', { company, key: check.kid });
    case 'unknown_key':
      return t('verify.signature_unknown_key', { key: check.kid });
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
