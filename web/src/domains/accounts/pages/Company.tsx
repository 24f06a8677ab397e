/** `/accounts/:accountId/company`: what the company says of itself, and what it demands of its people. */

import '../styles/people.css';
import '../styles/company.css';
import { useState } from 'preact/hooks';
import type { Membership } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { draftKey, readDraft } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { useStepUp } from '../../auth/public';
import { useAccount } from '../data/use-account';
import { CompanyForm } from '../forms/CompanyForm';
import { CompanyFacts } from './CompanyFacts';
import { DemandPart } from './DemandPart';
import { Saved } from './Saved';

export function Company({ membership }: { membership: Membership }) {
  const t = useText();
  const { person } = useMe();
  const { account, may, acts } = membership;
  const { data, problem, reload, set } = useAccount(account.id);
  const { guard, dialog } = useStepUp();
  const draft = draftKey(person.id, `${account.id}.company`);
  // What was typed before a reload goes on.
  const [editing, setEditing] = useState(() => Object.keys(readDraft(draft).values).length > 0);
  const [saved, setSaved] = useState(false);
  const mayChange = may.includes('accounts.update_account');
  return (
    <Page
      title={t('accounts.company')}
      below={
        <p class="lead" dir="auto">
          {account.name}
        </p>
      }
      actions={
        data &&
        mayChange &&
        !editing && (
          <Button
            onClick={() => {
              setSaved(false);
              setEditing(true);
            }}
          >
            {t('company.edit')}
          </Button>
        )
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={6} />}
      {data && (
        <div class="company">
          {editing && mayChange ? (
            <CompanyForm
              account={data}
              draft={draft}
              guard={guard}
              onSaved={(after) => {
                set(() => after);
                setEditing(false);
                setSaved(true);
                announce(t('company.saved'));
              }}
              onCancel={() => setEditing(false)}
            />
          ) : (
            <>
              {saved && <Saved text={t('company.saved')} />}
              <CompanyFacts account={data} />
            </>
          )}
          <DemandPart
            account={data}
            guard={guard}
            mayDecide={mayChange && acts.includes('manage_security')}
            onSaved={(after) => set(() => after)}
          />
        </div>
      )}
      {dialog}
    </Page>
  );
}
