/** Where a mail went, so that a slip in the address is seen. */

import { useText } from '../../../lib/i18n';

export function SentTo({ email }: { email: string }) {
  const t = useText();
  const at = email.lastIndexOf('@');
  const [name, domain] = [email.slice(0, at), email.slice(at)];
  return (
    <p class="lead">
      <span>{t('mailed.sent_to')}</span>{' '}
      <strong class="address">
        {name}
        <wbr />
        {domain}
      </strong>
    </p>
  );
}
