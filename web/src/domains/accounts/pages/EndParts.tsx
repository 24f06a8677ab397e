/** The ends there are: of somebody's sessions, and of a membership, by removing somebody or by leaving. */

import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { answer, api } from '../../../api/client';
import type { Membership } from '../../../api/types';
import { type Call, useCall } from '../../../lib/call';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { root } from '../../../lib/paths';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { type Guard, lookAgain, useGuardedCall } from '../../auth/public';
import type { Member } from '../data/types';
import { accountPaths } from '../paths';
import { Saved } from './Saved';

type Account = Membership['account'];
type Way = 'sign_out' | 'remove' | 'leave';

interface EndProps {
  way: Way;
  /** Whom or what the question names. */
  names: { name: string; company: string };
  call: Call;
  send: (key: string) => Promise<unknown>;
  onDone: () => void | Promise<void>;
  done?: boolean;
}

function EndPart({ way, names, call, send, onDone, done = false }: EndProps) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const act = async () => {
    const key = crypto.randomUUID();
    const failure = await call.run(async () => {
      await send(key);
    });
    if (failure) return;
    setAsking(false);
    await onDone();
  };
  return (
    <section class="member-part" aria-labelledby={way}>
      <h2 id={way}>{t(`people.${way}_part`)}</h2>
      <p class="hint">{t(`people.${way}_hint`)}</p>
      <div>
        <Button onClick={() => setAsking(true)}>{t(`people.${way}`)}</Button>
        {done && <Saved text={t('people.sign_out_done')} />}
      </div>
      {asking && (
        <ConfirmDialog
          title={t(`people.${way}_title`, names)}
          text={t(`people.${way}_text`, names)}
          act={t(`people.${way}`)}
          cancel={t('people.cancel')}
          busy={call.sending}
          problem={call.problem}
          onAct={() => void act()}
          onCancel={() => {
            setAsking(false);
            call.forgetProblem();
          }}
        />
      )}
    </section>
  );
}

interface MemberProps {
  account: Account;
  member: Member;
  guard: Guard;
}

export function SignOutPart({ account, member, guard }: MemberProps) {
  const [done, setDone] = useState(false);
  return (
    <EndPart
      way="sign_out"
      names={{ name: member.name, company: account.name }}
      call={useGuardedCall(guard)}
      done={done}
      send={(key) =>
        answer(
          api.PATCH('/accounts/{account_id}/members/{person_id}', {
            params: {
              path: { account_id: account.id, person_id: member.person_id },
              header: { 'Idempotency-Key': key },
            },
            body: { sign_out: true },
          }),
        )
      }
      onDone={() => setDone(true)}
    />
  );
}

export function RemovePart({
  account,
  member,
  guard,
  onRemoved,
}: MemberProps & { onRemoved: () => Promise<void> }) {
  const { route } = useLocation();
  return (
    <EndPart
      way="remove"
      names={{ name: member.name, company: account.name }}
      call={useGuardedCall(guard)}
      send={(key) =>
        answer(
          api.DELETE('/accounts/{account_id}/members/{person_id}', {
            params: {
              path: { account_id: account.id, person_id: member.person_id },
              header: { 'Idempotency-Key': key },
            },
          }),
        )
      }
      onDone={() => {
        tell('people.removed.done');
        route(accountPaths.people(account.id), true);
        return onRemoved();
      }}
    />
  );
}

export function LeavePart({ account }: { account: Account }) {
  const { route } = useLocation();
  return (
    <EndPart
      way="leave"
      names={{ name: '', company: account.name }}
      call={useCall()}
      send={(key) =>
        answer(
          api.POST('/accounts/{account_id}/leave', {
            params: { path: { account_id: account.id }, header: { 'Idempotency-Key': key } },
          }),
        )
      }
      onDone={async () => {
        // Where they are next depends on what they are still a member of.
        await lookAgain().catch(() => {});
        tell('people.left.done');
        route(root, true);
      }}
    />
  );
}
