/** Whether everybody in the account must use a second factor. */

import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { type Guard, useGuardedCall } from '../../auth/public';
import type { Account } from '../data/types';
import { saveAccount } from '../data/use-account';
import { Saved } from './Saved';

interface Props {
  account: Account;
  guard: Guard;
  mayDecide: boolean;
  onSaved: (account: Account) => void;
}

export function DemandPart({ account, guard, mayDecide, onSaved }: Props) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState(false);
  const { problem, sending, run, forgetProblem } = useGuardedCall(guard);
  const { mfa_required, mfa_required_by_portal } = account;

  const demand = async (demanded: boolean) => {
    const key = crypto.randomUUID();
    const failure = await run(async () => {
      onSaved(await saveAccount(account.id, { mfa_required: demanded }, key));
    });
    if (failure) return;
    setAsking(false);
    setSaved(true);
    announce(t(demanded ? 'company.mfa_on' : 'company.mfa_off'));
  };

  return (
    <section class="company-part" aria-labelledby="demand">
      <h2 id="demand">{t('company.security')}</h2>
      {mayDecide ? (
        <label class="ticked">
          <input
            type="checkbox"
            name="mfa_required"
            checked={mfa_required}
            aria-busy={sending || undefined}
            aria-describedby="demand-hint"
            onChange={(event) => {
              const demanded = event.currentTarget.checked;
              // It shows what holds, not what was asked for.
              event.currentTarget.checked = mfa_required;
              if (demanded) setAsking(true);
              else void demand(false);
            }}
          />
          <span>{t('company.mfa')}</span>
        </label>
      ) : (
        <p class="mark">
          <Icon name={mfa_required || mfa_required_by_portal ? 'check' : 'close'} />
          <span>{t(mfa_required || mfa_required_by_portal ? 'company.mfa_on' : 'company.mfa_off')}</span>
        </p>
      )}
      <p class="hint" id="demand-hint">
        {t(
          mfa_required_by_portal
            ? 'company.mfa_by_portal'
            : mayDecide
              ? 'company.mfa_hint'
              : 'company.mfa_not_yours',
        )}
      </p>
      {saved && !problem && (
        <Saved key={String(mfa_required)} text={t(mfa_required ? 'company.mfa_on' : 'company.mfa_off')} />
      )}
      {problem && !asking && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      {asking && (
        <ConfirmDialog
          title={t('company.mfa_title')}
          text={t('company.mfa_text')}
          act={t('company.mfa_act')}
          cancel={t('people.cancel')}
          busy={sending}
          problem={problem}
          onAct={() => void demand(true)}
          onCancel={() => {
            setAsking(false);
            forgetProblem();
          }}
        />
      )}
    </section>
  );
}
