/** `/staff/customers/:accountId`: a customer as a whole. */

import '../styles/people.css';
import '../styles/company.css';
import '../styles/activity.css';
import '../styles/customers.css';
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useFormat, useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { NotFound } from '../../../ui/NotFound';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { documentLinks } from '../../documents/paths';
import { CustomerTickets } from '../../tickets/public';
import { customerPaths } from '../data/customer-paths';
import { type Overview, takeCreated, useCustomer } from '../data/use-customers';
import { InviteOwnerForm } from '../forms/InviteOwnerForm';
import { ActivityLine } from './ActivityLine';
import { CompanyFacts } from './CompanyFacts';
import { FactorMark } from './FactorMark';
import { HelpLink } from './HelpLink';
import { ToCustomers } from './ToCustomers';

export function Customer({ accountId }: { accountId: string }) {
  const t = useText();
  const me = useMe();
  const { data, problem, reload } = useCustomer(accountId);
  if (problem?.status === 404) return <NotFound />;
  return (
    <Page
      title={data?.account.name}
      above={<ToCustomers />}
      below={
        data && (
          <p class="lead">
            <span>{t('customers.since')}</span> <RelativeTime at={data.account.created_at} />
          </p>
        )
      }
    >
      <Created accountId={accountId} />
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={8} />}
      {data && (
        <>
          <Facts overview={data} />
          <People overview={data} />
          {mayAsStaff(me, 'accounts.invite_members') && (
            <InviteOwnerForm accountId={accountId} onInvited={reload} />
          )}
          {mayAsStaff(me, 'documents.list_files') && <Documents accountId={accountId} />}
          {mayAsStaff(me, 'tickets.list_tickets') && <CustomerTickets accountId={accountId} />}
          <Recent overview={data} mayList={mayAsStaff(me, 'accounts.list_activity')} />
        </>
      )}
    </Page>
  );
}

/** What was done to get here. */
function Created({ accountId }: { accountId: string }) {
  const t = useText();
  const [owner] = useState(() => takeCreated(accountId));
  const text =
    owner === null ? null : owner ? t('customer.created_invited', { email: owner }) : t('customer.created');
  useEffect(() => {
    if (text) announce(text);
  }, []);
  return (
    text && (
      <p class="saved customer-created">
        <Icon name="check" />
        <span>{text}</span>
      </p>
    )
  );
}

function Facts({ overview: { account } }: { overview: Overview }) {
  const t = useText();
  const demanded = account.mfa_required || account.mfa_required_by_portal;
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts">{t('accounts.company')}</h2>
      <CompanyFacts account={account} />
      <p class="hint customer-demand">{t(demanded ? 'company.mfa_on' : 'company.mfa_off')}</p>
    </section>
  );
}

function People({ overview: { account, members, more_members, invited } }: { overview: Overview }) {
  const t = useText();
  const me = useMe();
  const mayHelp = mayAsStaff(me, 'auth.ask_recovery');
  const format = useFormat();
  return (
    <section class="panel" aria-labelledby="people">
      <h2 id="people">{t('accounts.people')}</h2>
      {members.length > 0 ? (
        <table class="people">
          <caption class="visually-hidden">{t('accounts.people')}</caption>
          <thead>
            <tr>
              <th scope="col" class="cell-who">
                {t('people.name')}
              </th>
              <th scope="col">{t('people.role')}</th>
              <th scope="col">{t('people.factor')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.person_id}>
                <td class="cell-who">
                  <strong dir="auto" title={member.name}>
                    {member.name}
                  </strong>
                  <bdi class="cell-mail">{member.email}</bdi>
                </td>
                <td>{t(`role.${member.role}`)}</td>
                <td class="cell-help">
                  <FactorMark has={member.has_second_factor} />
                  {mayHelp && member.has_second_factor && member.person_id !== me.person.id && (
                    <HelpLink person={member} accountId={account.id} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p class="hint">{t('customer.nobody')}</p>
      )}
      {more_members && (
        <p class="hint">{t('customer.more_people', { count: format.number(members.length) })}</p>
      )}
      {invited > 0 && (
        <p class="hint">
          <span>{t.count('customer.invited', invited, format.number(invited))}</span>
        </p>
      )}
    </section>
  );
}

function Documents({ accountId }: { accountId: string }) {
  const t = useText();
  return (
    <section class="panel" aria-labelledby="documents">
      <h2 id="documents">{t('module.documents')}</h2>
      <p class="customer-ways">
        <a class="more-link" href={documentLinks.files(accountId, true)}>
          {t('customer.files')}
        </a>
        <a class="more-link" href={documentLinks.requests(accountId, '', true)}>
          {t('customer.wanted')}
        </a>
      </p>
    </section>
  );
}

function Recent({ overview: { account, recent }, mayList }: { overview: Overview; mayList: boolean }) {
  const t = useText();
  return (
    <section class="panel" aria-labelledby="recent">
      <h2 id="recent">{t('customer.recent')}</h2>
      {recent.length === 0 ? (
        <p class="hint">{t('activity.none')}</p>
      ) : (
        <ol class="timeline">
          {recent.map((item) => (
            <ActivityLine key={item.id} item={item} accountId={account.id} staff />
          ))}
        </ol>
      )}
      {mayList && (
        <a class="more-link" href={customerPaths.activity(account.id)}>
          {t('customer.all_activity')}
        </a>
      )}
    </section>
  );
}
