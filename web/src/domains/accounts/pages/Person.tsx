/** `/accounts/:accountId/people/:personId`: what one of them may do, and why; and the way out. */

import '../styles/people.css';
import { useState } from 'preact/hooks';
import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { NotFound } from '../../../ui/NotFound';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { lookAgain, useStepUp } from '../../auth/public';
import { covers, presetOf } from '../data/rights';
import { usePeople } from '../data/use-people';
import { MemberForm } from '../forms/MemberForm';
import { accountPaths } from '../paths';
import { AccessPart } from './AccessPart';
import { LeavePart, RemovePart, SignOutPart } from './EndParts';
import { FactorMark } from './FactorMark';
import { RightsShown } from './RightsShown';

export function Person({ membership, personId }: { membership: Membership; personId: string }) {
  const t = useText();
  const { person } = useMe();
  const { account, may } = membership;
  const { data, problem, reload } = usePeople(account.id);
  const { guard, dialog } = useStepUp();
  const [saved, setSaved] = useState(false);
  const member = data?.members.find((each) => each.person_id === personId);
  if (data && !member) return <NotFound />;

  const own = personId === person.id;
  // Nobody changes who has more than they have.
  const within =
    member !== undefined && covers(membership, member) && covers(membership, presetOf(member.role));
  return (
    <Page
      title={member?.name}
      above={
        <a class="back" href={accountPaths.people(account.id)}>
          <Icon name="back" />
          <span>{t('accounts.people')}</span>
        </a>
      }
      below={
        member && (
          <p class="lead">
            <bdi>{member.email}</bdi> {own && <span class="you">{t('people.you')}</span>}
          </p>
        )
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!member && !problem && <Skeleton rows={4} />}
      {member && (
        <div class="member">
          <p class="marks">
            <FactorMark has={member.has_second_factor} />
            <span class="hint">
              <span>{t('people.since')}</span> <RelativeTime at={member.since} />
            </span>
          </p>
          {may.includes('accounts.update_member') && within ? (
            <MemberForm
              key={`${member.role} ${JSON.stringify([member.scopes, member.acts])}`}
              member={member}
              mine={membership}
              accountId={account.id}
              guard={guard}
              saved={saved}
              onSaved={async () => {
                setSaved(true);
                await Promise.all([reload(), own ? lookAgain().catch(() => {}) : undefined]);
              }}
            />
          ) : (
            <RightsShown
              member={member}
              why={may.includes('accounts.update_member') ? 'more' : 'not_yours'}
            />
          )}
          {may.includes('accounts.explain_access') && (
            <AccessPart accountId={account.id} personId={personId} rights={member} />
          )}
          {own && may.includes('accounts.leave_account') && <LeavePart account={account} />}
          {!own && may.includes('accounts.update_member') && within && (
            <SignOutPart account={account} member={member} guard={guard} />
          )}
          {!own && may.includes('accounts.remove_member') && within && (
            <RemovePart account={account} member={member} guard={guard} onRemoved={reload} />
          )}
        </div>
      )}
      {dialog}
    </Page>
  );
}
