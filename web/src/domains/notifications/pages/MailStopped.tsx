/** That no mails go to the person's address any more, over every page that does not say so itself. */

import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { notificationPaths } from '../paths';

export function MailStopped({ path }: { path: string }) {
  const t = useText();
  const { person } = useMe();
  if (path.startsWith(notificationPaths.list())) return null;
  return (
    <Notice tone="problem">
      <p>{t('email_reach.stopped', { address: `\u2068${person.email}\u2069` })}</p>
      <ButtonLink href={notificationPaths.preferences()}>{t('email_reach.what_to_do')}</ButtonLink>
    </Notice>
  );
}
