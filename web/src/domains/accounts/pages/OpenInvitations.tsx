/** Who is invited and did not answer yet: sent once more, or taken back. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { useGuardedCall, useStepUp } from '../../auth/public';
import { invite } from '../data/invite';
import type { Invited } from '../data/types';

interface Props {
  invitations: readonly Invited[];
  accountId: string;
  mayInvite: boolean;
  mayRevoke: boolean;
  onChanged: () => Promise<void>;
}

export function OpenInvitations({ invitations, accountId, mayInvite, mayRevoke, onChanged }: Props) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { guard, dialog } = useStepUp();
  const sending = useGuardedCall(guard);
  const revoking = useCall();
  const [sendingTo, setSendingTo] = useState<string | null>(null);
  const [asked, setAsked] = useState<Invited | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (done) announce(done);
  }, [done]);

  const sendAgain = async ({ id, email, role }: Invited) => {
    setSendingTo(id);
    setDone(null);
    const key = crypto.randomUUID();
    const failure = await sending.run(async () => {
      await invite(accountId, [{ email, role }], t.language, key);
    });
    setSendingTo(null);
    if (failure) return;
    setDone(t('people.sent_again', { email }));
    await onChanged();
  };

  const revoke = async (invitation: Invited) => {
    const failure = await revoking.run(async () => {
      await answer(
        api.DELETE('/accounts/{account_id}/invitations/{invitation_id}', {
          params: { path: { account_id: accountId, invitation_id: invitation.id } },
        }),
      );
    });
    if (failure) return;
    setAsked(null);
    setDone(t('people.revoked', { email: invitation.email }));
    await onChanged();
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  };

  return (
    <section class="panel invitations" aria-labelledby="invitations">
      <h2 id="invitations" ref={heading} tabIndex={-1}>
        {t('people.invited')}
      </h2>
      {done && (
        <p class="saved">
          <Icon name="check" />
          <span>{done}</span>
        </p>
      )}
      {sending.problem && (
        <Notice tone="problem" reveal>
          <p>{problemText(sending.problem, t)}</p>
          <Wait seconds={sending.wait} />
        </Notice>
      )}
      <ul class="rows">
        {invitations.map((invitation) => {
          const { id, email, role, invited_by, expires_at, mailed } = invitation;
          const left = Date.parse(expires_at) > now.getTime();
          return (
            <li key={id}>
              <div>
                <strong dir="auto">{email}</strong>
                <p class="hint">
                  <span>{t(`role.${role}`)}</span>
                  {' · '}
                  <span>{t('people.invited_by', { name: invited_by })}</span>
                </p>
                <p class="hint marks">
                  {left ? (
                    <span class="mark">
                      <Icon name="clock" />
                      <span title={format.dateTime(expires_at)}>
                        {t('people.good_for', {
                          time: format.elapsed(now.toISOString(), new Date(expires_at)),
                        })}
                      </span>
                    </span>
                  ) : (
                    <span class="mark lacking">
                      <Icon name="warning" />
                      <span>{t('people.expired')}</span>
                    </span>
                  )}
                  {!mailed && (
                    <span class="mark lacking">
                      <Icon name="warning" />
                      <span>{t('people.not_sent')}</span>
                    </span>
                  )}
                </p>
              </div>
              <div class="row-acts">
                {mayInvite && (
                  <Button
                    look="quiet"
                    busy={sending.sending && sendingTo === id}
                    onClick={() => void sendAgain(invitation)}
                  >
                    {t('people.send_again')} <span class="visually-hidden">{email}</span>
                  </Button>
                )}
                {mayRevoke && (
                  <Button look="quiet" onClick={() => setAsked(invitation)}>
                    {t('people.revoke')} <span class="visually-hidden">{email}</span>
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {asked && (
        <ConfirmDialog
          title={t('people.revoke_title', { email: asked.email })}
          text={t('people.revoke_text')}
          act={t('people.revoke')}
          cancel={t('people.cancel')}
          busy={revoking.sending}
          problem={revoking.problem}
          onAct={() => void revoke(asked)}
          onCancel={() => {
            setAsked(null);
            revoking.forgetProblem();
          }}
        />
      )}
      {dialog}
    </section>
  );
}
