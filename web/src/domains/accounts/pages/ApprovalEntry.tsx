/** Something to decide, or that was decided: what, why, by whom; and the decision. */

import { useId, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Ended } from '../../../ui/Ended';
import { Icon, type IconName } from '../../../ui/Icon';
import { RelativeTime } from '../../../ui/Time';
import { type Guard, useGuardedCall } from '../../auth/public';
import { customerPaths } from '../data/customer-paths';
import type { Approval } from '../data/types';
import { decideApproval, findApproval, type Outcome } from '../data/use-approvals';
import { DeclineDialog } from '../forms/DeclineDialog';
import { Saved } from './Saved';

interface Props {
  approval: Approval;
  guard: Guard;
  /** Here, or by somebody else meanwhile. */
  onDecided: (after: Approval) => void;
}

type Said = 'approvals.approved' | 'approvals.declined' | 'approvals.meanwhile' | 'approvals.over';

export function ApprovalEntry({ approval, guard, onDecided }: Props) {
  const t = useText();
  const id = useId();
  const [asking, setAsking] = useState<Outcome | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const { problem, sending, run, forgetProblem } = useGuardedCall(guard);

  const tell = (what: Said, after: Approval) => {
    setAsking(null);
    setSaid(what);
    announce(t(what));
    onDecided(after);
  };
  const decide = async (outcome: Outcome, reason?: string) => {
    let after: Approval | undefined;
    const key = crypto.randomUUID();
    const failure = await run(async () => {
      after = await decideApproval(approval, outcome, reason, key);
    });
    if (after) return tell(outcome === 'approved' ? 'approvals.approved' : 'approvals.declined', after);
    if (failure?.status !== 409) return;
    const now = await findApproval(approval.id).catch(() => undefined);
    // Still open: what is wrong is said in the dialog.
    if (!now || now.state === 'open') return;
    forgetProblem();
    tell(now.state === 'expired' ? 'approvals.over' : 'approvals.meanwhile', now);
  };
  const cancel = () => {
    setAsking(null);
    forgetProblem();
  };

  const { subject } = approval;
  const name = subject?.name ?? t('approvals.somebody');
  return (
    <li class="member-part">
      <h2 id={id} dir="auto">
        {subject ? t('approvals.recovery', { name, email: subject.email }) : t('approvals.recovery_gone')}
      </h2>
      <StateMark state={approval.state} />
      <Facts approval={approval} />
      {said &&
        (said === 'approvals.approved' || said === 'approvals.declined' ? (
          <Saved text={t(said)} />
        ) : (
          <Ended text={t(said)} />
        ))}
      {approval.barred == null ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div class="form-end" role="group" aria-labelledby={id}>
          <Button look="primary" onClick={() => setAsking('approved')}>
            {t('approvals.approve')}
          </Button>
          <Button onClick={() => setAsking('declined')}>{t('approvals.decline')}</Button>
        </div>
      ) : (
        <Barred approval={approval} />
      )}
      {asking === 'approved' && (
        <ConfirmDialog
          title={t('approvals.approve_title', { name })}
          text={t('approvals.approve_text')}
          act={t('approvals.approve')}
          cancel={t('people.cancel')}
          busy={sending}
          problem={problem}
          onAct={() => void decide('approved')}
          onCancel={cancel}
        />
      )}
      {asking === 'declined' && (
        <DeclineDialog
          busy={sending}
          problem={problem}
          onDecline={(reason) => void decide('declined', reason)}
          onCancel={cancel}
        />
      )}
    </li>
  );
}

/** Complete by its type: a new state of the contract does not compile without a shape for it. */
const icons = {
  open: 'clock',
  approved: 'check',
  declined: 'close',
  expired: 'warning',
} as const satisfies Readonly<Record<Approval['state'], IconName>>;

function StateMark({ state }: Pick<Approval, 'state'>) {
  const t = useText();
  return (
    <p class={state === 'expired' ? 'mark lacking' : 'mark'}>
      <Icon name={icons[state]} />
      <span>{t(`approvals.state.${state}`)}</span>
    </p>
  );
}

function Facts({ approval }: { approval: Approval }) {
  const t = useText();
  const format = useFormat();
  const { accounts, reason, asked_by, asked_at, expires_at, state, decided_by, decided_at, decision_reason } =
    approval;
  const who = (person: Approval['asked_by']) =>
    person ? <bdi>{person.name}</bdi> : <span>{t('approvals.somebody')}</span>;
  return (
    <dl class="fact-list">
      {accounts.map(({ id, name }) => (
        <div key={id}>
          <dt>{t('approvals.customer')}</dt>
          <dd>
            <a href={customerPaths.overview(id)}>
              <bdi>{name}</bdi>
            </a>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('approvals.reason')}</dt>
        <dd dir="auto">{reason}</dd>
      </div>
      <div>
        <dt>{t('approvals.asked_by')}</dt>
        <dd>
          {who(asked_by)}
          {', '}
          <RelativeTime at={asked_at} />
        </dd>
      </div>
      {(state === 'open' || state === 'expired') && (
        <div>
          <dt>{t('approvals.until')}</dt>
          <dd>{format.dateTime(expires_at)}</dd>
        </div>
      )}
      {decided_at && (
        <div>
          <dt>{t('approvals.decided_by')}</dt>
          <dd>
            {who(decided_by)}
            {', '}
            <RelativeTime at={decided_at} />
          </dd>
        </div>
      )}
      {decision_reason && (
        <div>
          <dt>{t('approvals.decision_reason')}</dt>
          <dd dir="auto">{decision_reason}</dd>
        </div>
      )}
    </dl>
  );
}

/** Why the person may not decide it. What is over says so by its state. */
function Barred({ approval: { barred, asked_by } }: { approval: Approval }) {
  const t = useText();
  const { person } = useMe();
  if (barred === 'over') return null;
  const mine = asked_by?.person_id === person.id;
  return (
    <p class="hint">
      {t(
        barred === 'other_role' || barred === 'new_in_role'
          ? `approvals.${barred}`
          : mine
            ? 'approvals.involved'
            : 'approvals.about_you',
      )}
    </p>
  );
}
