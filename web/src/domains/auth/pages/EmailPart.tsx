/** The address that a person signs in with, and the change of it: another address, then the code from the mail there. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { sentCode } from '../data/arrival';
import { bareEmail, emailOf } from '../data/email';
import { lookAgain } from '../data/session';
import type { CodeSent } from '../data/types';
import { useSteps } from '../data/use-steps';
import { NewEmailCodeForm } from '../forms/NewEmailCodeForm';
import { NewEmailForm } from '../forms/NewEmailForm';
import type { Guard } from '../forms/StepUp';
import { Part } from './SecurityParts';
import { SentTo } from './SentTo';

export function EmailPart({ guard }: { guard: Guard }) {
  const t = useText();
  const { person } = useMe();
  // People leave the page for their mail: what was reached outlives a reload.
  const { typed, sent, change } = useSteps('change_email', { email: '' }, '');
  const [asking, setAsking] = useState(false);
  const [former, setFormer] = useState<string | null>(null);
  const told = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (former) told.current?.focus({ preventScroll: true });
  }, [former]);

  const email = emailOf(typed.email);
  const ask = async (): Promise<CodeSent> => {
    let answered: CodeSent | undefined;
    await guard(async () => {
      answered = await answer(api.POST('/auth/change-email', { body: { email } }));
    });
    if (!answered) throw new Error('The guard did nothing, and did not say so.');
    return answered;
  };
  const end = () => {
    change({ typed: { email: '' }, sent: null });
    setAsking(false);
    heading.current?.focus({ preventScroll: true });
  };
  const confirm = async (code: string, session: string) => {
    await answer(api.POST('/auth/confirm-email', { body: { session, code } }));
    const before = person.email;
    await lookAgain().catch(() => {});
    change({ typed: { email: '' }, sent: null });
    setAsking(false);
    setFormer(before);
    announce(t('email_change.changed'));
  };

  return (
    <Part title={t('email_change.title')} heading={heading}>
      {former && (
        <div ref={told} tabIndex={-1}>
          <p class="saved">
            <Icon name="check" />
            <span>{t('email_change.changed')}</span>
          </p>
          <p class="hint" dir="auto">
            {t('email_change.former_told', { email: former })}
          </p>
        </div>
      )}
      {sent ? (
        <>
          <SentTo email={bareEmail(typed.email)} />
          <NewEmailCodeForm
            sent={sent}
            onSent={(code) => change({ sent: code })}
            ask={ask}
            confirm={confirm}
            onBack={() => {
              setAsking(true);
              change({ sent: null });
            }}
          />
          <div class="keep-email">
            <Button look="quiet" onClick={end}>
              {t('email_change.keep')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p class="hint">
            <span>{t('email_change.now')}</span> <strong class="address">{person.email}</strong>
          </p>
          {asking ? (
            <NewEmailForm
              email={typed.email}
              own={person.email}
              onChange={(address) => change({ typed: { email: address } })}
              ask={async () => change({ sent: sentCode(await ask(), Date.now()) })}
              onEnd={end}
            />
          ) : (
            <div>
              <Button
                onClick={() => {
                  setFormer(null);
                  setAsking(true);
                }}
              >
                {t('email_change.change')}
              </Button>
            </div>
          )}
        </>
      )}
    </Part>
  );
}
