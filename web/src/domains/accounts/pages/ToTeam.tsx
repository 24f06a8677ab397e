/** The way back to the team. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { staffPaths } from '../data/staff-paths';

export function ToTeam() {
  const t = useText();
  return (
    <a class="back" href={staffPaths.team()}>
      <Icon name="back" />
      <span>{t('accounts.staff')}</span>
    </a>
  );
}
