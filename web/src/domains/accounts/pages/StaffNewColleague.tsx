/** `/staff/people/new` */

import '../styles/team.css';
import { useLocation } from 'preact-iso';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { Page } from '../../../ui/Page';
import { staffPaths } from '../data/staff-paths';
import type { PutOutcome } from '../data/use-staff';
import { NewColleagueForm } from '../forms/NewColleagueForm';
import { ToTeam } from './ToTeam';

const said = {
  added: 'team.added.done',
  changed: 'team.joined.done',
  unchanged: 'team.unchanged.done',
  removed: 'team.removed.done',
} as const satisfies Readonly<Record<PutOutcome, string>>;

export function StaffNewColleague() {
  const t = useText();
  const { route } = useLocation();
  return (
    <Page title={t('team.add')} above={<ToTeam />} below={<p class="lead">{t('team.add_lead')}</p>}>
      <NewColleagueForm
        onPut={(outcome) => {
          tell(said[outcome]);
          // Replaced, so that "back" does not lead to an empty form.
          route(staffPaths.team(), true);
        }}
      />
    </Page>
  );
}
