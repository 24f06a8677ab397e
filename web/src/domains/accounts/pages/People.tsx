/** `/accounts/:accountId/people`: who belongs to the account, and who is invited. */

import '../styles/people.css';
import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { LoadFailed } from '../../../ui/Notice';
import { openRow } from '../../../ui/open-row';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import type { Member } from '../data/types';
import { inOrder, usePeople } from '../data/use-people';
import { accountPaths } from '../paths';
import { FactorMark } from './FactorMark';
import { OpenInvitations } from './OpenInvitations';

export function People({ membership }: { membership: Membership }) {
  const t = useText();
  const { account, may, scopes } = membership;
  const { data, problem, reload } = usePeople(account.id);
  return (
    <Page
      title={t('accounts.people')}
      width="wide"
      below={
        <p class="lead" dir="auto">
          {account.name}
        </p>
      }
      actions={
        may.includes('accounts.invite_members') && (
          <ButtonLink href={accountPaths.invite(account.id)} look="primary" icon="plus">
            {t('people.invite')}
          </ButtonLink>
        )
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={4} />}
      {data && (
        <>
          <div class="panel">
            <MemberTable members={data.members} accountId={account.id} />
            {scopes.people !== 'account' && <p class="hint">{t('people.only_you')}</p>}
          </div>
          {data.invitations.length > 0 && (
            <OpenInvitations
              invitations={data.invitations}
              accountId={account.id}
              mayInvite={may.includes('accounts.invite_members')}
              mayRevoke={may.includes('accounts.revoke_invitation')}
              onChanged={reload}
            />
          )}
        </>
      )}
    </Page>
  );
}

function MemberTable({ members, accountId }: { members: readonly Member[]; accountId: string }) {
  const t = useText();
  const { person } = useMe();
  return (
    <table class="people">
      <caption class="visually-hidden">{t('accounts.people')}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-who">
            {t('people.name')}
          </th>
          <th scope="col">{t('people.role')}</th>
          <th scope="col">{t('people.factor')}</th>
          <th scope="col" class="cell-since">
            {t('people.since')}
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder(members, person.id).map((member) => (
          <tr key={member.person_id} onClick={openRow}>
            <td class="cell-who">
              <a
                href={accountPaths.person(accountId, member.person_id)}
                dir="auto"
                title={member.name}
                draggable={false}
              >
                {member.name}
              </a>
              {member.person_id === person.id && <span class="you">{t('people.you')}</span>}
              <bdi class="cell-mail">{member.email}</bdi>
            </td>
            <td>{t(`role.${member.role}`)}</td>
            <td>
              <FactorMark has={member.has_second_factor} />
            </td>
            <td class="cell-since">
              <RelativeTime at={member.since} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
