/** `/staff/people`: who belongs to the team, by role. */

import '../styles/people.css';
import '../styles/team.css';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { staffPaths } from '../data/staff-paths';
import { teamsText } from '../data/teams';
import type { Colleague } from '../data/types';
import { useTeam } from '../data/use-staff';
import { FactorMark } from './FactorMark';
import { HelpLink } from './HelpLink';

export function StaffTeam() {
  const t = useText();
  const me = useMe();
  const listing = useTeam();
  const { data, problem, reload } = listing;
  const mayPut = mayAsStaff(me, 'auth.put_staff');
  return (
    <Page
      title={t('accounts.staff')}
      width="wide"
      actions={
        mayPut && (
          <ButtonLink href={staffPaths.add()} look="primary" icon="plus">
            {t('team.add')}
          </ButtonLink>
        )
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={6} />}
      {data?.items.length === 0 && (
        <Empty title={t('team.none')}>
          <p>{t('team.none_text')}</p>
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <div class="panel">
          <TeamTable colleagues={data.items} mayPut={mayPut} />
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}

function TeamTable({ colleagues, mayPut }: { colleagues: readonly Colleague[]; mayPut: boolean }) {
  const t = useText();
  return (
    <table class="people team">
      <caption class="visually-hidden">{t('accounts.staff')}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-who">
            {t('people.name')}
          </th>
          <th scope="col">{t('team.role')}</th>
          <th scope="col">{t('people.factor')}</th>
          <th scope="col" class="cell-since">
            {t('team.since')}
          </th>
          {mayPut && (
            <th scope="col" class="cell-acts">
              <span class="visually-hidden">{t('team.acts')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {colleagues.map((colleague) => (
          <Row key={colleague.person_id} colleague={colleague} mayPut={mayPut} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ colleague, mayPut }: { colleague: Colleague; mayPut: boolean }) {
  const t = useText();
  const { person } = useMe();
  const { person_id, name, email, role, teams, has_second_factor, since } = colleague;
  const own = person_id === person.id;
  return (
    <tr>
      <td class="cell-who">
        <strong dir="auto" title={name}>
          {name}
        </strong>
        {own && <span class="you">{t('people.you')}</span>}
        <bdi class="cell-mail">{email}</bdi>
      </td>
      <td class="cell-role">
        <span>{t(`team.role.${role}`)}</span>
        {teams.length > 0 && <bdi class="cell-mail">{teamsText(teams)}</bdi>}
      </td>
      <td>
        <FactorMark has={has_second_factor} />
      </td>
      <td class="cell-since">
        <RelativeTime at={since} />
      </td>
      {mayPut && (
        <td class="cell-acts">
          {!own && (
            <div>
              <a class="more-link" href={staffPaths.colleague(person_id)}>
                <span>{t('team.change')}</span> <span class="visually-hidden">{name}</span>
              </a>
              {has_second_factor && <HelpLink person={colleague} />}
            </div>
          )}
        </td>
      )}
    </tr>
  );
}
