/** The way to help somebody who lost their second factors. */

import { useText } from '../../../lib/i18n';
import { staffPaths } from '../data/staff-paths';

interface Props {
  person: { person_id: string; name: string };
  /** The customer whose member it is; none of a colleague. */
  accountId?: string;
}

export function HelpLink({ person, accountId }: Props) {
  const t = useText();
  return (
    <a class="more-link" href={staffPaths.recovery(person.person_id, accountId)}>
      <span>{t('help.title')}</span> <span class="visually-hidden">{person.name}</span>
    </a>
  );
}
