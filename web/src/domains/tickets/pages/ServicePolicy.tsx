/** `/staff/service-policy`: working hours, holidays, and within how much of that time the company answers and solves. */

import '../styles/policy.css';
import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { usePolicy } from '../data/promise';
import { PolicyForm } from '../forms/PolicyForm';
import { ticketPaths } from '../paths';

export function ServicePolicy() {
  const t = useText();
  const may = mayAsStaff(useMe(), 'tickets.put_policy');
  const { data, problem, reload, set } = usePolicy();
  const [saved, setSaved] = useState(false);
  return (
    <Page
      title={t('policy.title')}
      above={
        <a class="back" href={ticketPaths.staffQueue()}>
          <Icon name="back" />
          <span>{t('queue.back')}</span>
        </a>
      }
    >
      <p class="hint">{t('policy.hint')}</p>
      {saved && (
        <Notice tone="info">
          <p>{t('policy.saved')}</p>
        </Notice>
      )}
      {problem && !data && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={8} />}
      {data?.version === 0 && <p>{t('policy.none')}</p>}
      {data && (
        <PolicyForm
          key={data.version}
          policy={data}
          readOnly={!may}
          onSaved={(policy) => {
            setSaved(true);
            set(() => policy);
          }}
          onOvertaken={() => void reload()}
        />
      )}
    </Page>
  );
}
