/** `/staff/people/:personId/recovery?customer=`: asks that somebody who lost their second factors may set up others. */

import '../styles/people.css';
import '../styles/team.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { ButtonLink } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { NotFound } from '../../../ui/NotFound';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { customerPaths } from '../data/customer-paths';
import { useHelped } from '../data/recovery';
import { staffPaths } from '../data/staff-paths';
import { RecoveryForm } from '../forms/RecoveryForm';
import { ToTeam } from './ToTeam';

export function StaffRecovery({ personId }: { personId: string }) {
  const t = useText();
  const { query } = useLocation();
  const accountId = /^acc_\w+$/.test(query.customer ?? '') ? query.customer : undefined;
  const { data: helped, problem, reload } = useHelped(personId, accountId);
  const [asked, setAsked] = useState(false);
  if (helped === null || problem?.status === 404) return <NotFound />;

  const above = accountId ? (
    <a class="back" href={customerPaths.overview(accountId)}>
      <Icon name="back" />
      <bdi>{helped?.company ?? t('customers.title')}</bdi>
    </a>
  ) : (
    <ToTeam />
  );
  if (asked && helped)
    return (
      <Page
        title={t('help.asked_title')}
        step="asked"
        above={above}
        below={
          <p class="lead" dir="auto">
            {t('help.asked', { name: helped.name })}
          </p>
        }
      >
        <div class="form-end">
          <ButtonLink href={staffPaths.approvals()} look="primary">
            {t('help.to_approvals')}
          </ButtonLink>
        </div>
      </Page>
    );
  return (
    <Page
      title={t('help.title')}
      above={above}
      below={
        helped && (
          <p class="lead">
            <bdi>{helped.name}</bdi>, <bdi>{helped.email}</bdi>
          </p>
        )
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!helped && !problem && <Skeleton rows={4} />}
      {helped && (
        <div class="member">
          <section class="member-part" aria-labelledby="consequences">
            <h2 id="consequences">{t('help.consequences')}</h2>
            <ul class="consequences">
              {consequences.map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
            </ul>
          </section>
          <RecoveryForm personId={personId} onAsked={() => setAsked(true)} />
        </div>
      )}
    </Page>
  );
}

const consequences = ['help.told', 'help.decided', 'help.gone', 'help.held'] as const;
