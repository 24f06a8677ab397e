/** Asks who is signed in to show once more that it is them. */

import '../styles/arrival.css';
import { useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import type { Problem } from '../../../api/problem';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { Dialog } from '../../../ui/Dialog';
import { Field } from '../../../ui/Field';
import { FormNotice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { askForPasskey, passkeyText } from '../data/passkey';
import { recoveryCodeOf } from '../data/recovery-code';
import { OtherWays, type Way } from './OtherWays';
import { PasswordField } from './PasswordField';
import { RecoveryCodeField } from './RecoveryCodeField';

interface Props {
  onDone: () => void;
  onCancel: () => void;
}

const digits = 6;

export function StepUpDialog({ onDone, onCancel }: Props) {
  const t = useText();
  const { person } = useMe();
  const byPasskey = (person.passkeys ?? 0) > 0;
  const ways: Way[] = [];
  if (byPasskey) ways.push('passkey');
  if (person.totp_enrolled || !byPasskey) ways.push('password');
  if ((person.recovery_codes ?? 0) > 0) ways.push('recovery_code');

  const [way, setWay] = useState<Way>(ways[0] ?? 'password');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState('');
  const [missing, setMissing] = useState<'password' | 'code' | 'recovery' | null>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const recoveryInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();

  /** What is sent, or the field that it lacks. */
  const given = (): { password?: string; code?: string; recovery_code?: string } | null => {
    if (way === 'recovery_code') {
      const recovery_code = recoveryCodeOf(recovery);
      setMissing(recovery_code ? null : 'recovery');
      if (!recovery_code) recoveryInput.current?.focus();
      return recovery_code ? { recovery_code } : null;
    }
    const lacks = !password ? 'password' : person.totp_enrolled && code.length < digits ? 'code' : null;
    setMissing(lacks);
    if (lacks) (lacks === 'password' ? passwordInput : codeInput).current?.focus();
    return lacks ? null : { password, ...(person.totp_enrolled ? { code } : {}) };
  };

  const send = async () => {
    const typed = way === 'passkey' ? {} : given();
    if (!typed) return forgetProblem();
    const failure = await run(async () => {
      const body = way === 'passkey' ? { passkey: await askForPasskey() } : typed;
      await answer(api.POST('/auth/step-up', { body }));
    });
    if (!failure) return onDone();
    if (failure.status !== 401) return;
    setCode('');
    if (way === 'password') passwordInput.current?.select();
    if (way === 'recovery_code') recoveryInput.current?.select();
  };

  return (
    <Dialog title={t('step_up.title')} onCancel={onCancel}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{t('step_up.why')}</p>
        <FormNotice lines={problem ? [refusalText(problem)] : []} />
        <Wait seconds={wait} />
        {way === 'passkey' && <p class="hint">{t('passkey.ask')}</p>}
        {way === 'password' && (
          <>
            <div class="visually-hidden" aria-hidden="true">
              <input
                type="email"
                name="email"
                autoComplete="username"
                readOnly
                tabIndex={-1}
                value={person.email}
              />
            </div>
            <PasswordField
              label={t('sign_in.password')}
              error={missing === 'password' ? t('field.required') : undefined}
              autoComplete="current-password"
              value={password}
              inputRef={passwordInput}
              onChange={(typed) => {
                setPassword(typed);
                setMissing(null);
              }}
            />
            {person.totp_enrolled && (
              <Field label={t('code.label')} error={missing === 'code' ? t('code.incomplete') : undefined}>
                {(control) => (
                  <CodeInput
                    control={control}
                    digits={digits}
                    value={code}
                    inputRef={codeInput}
                    onChange={(typed) => {
                      setCode(typed);
                      setMissing(null);
                    }}
                  />
                )}
              </Field>
            )}
          </>
        )}
        {way === 'recovery_code' && (
          <RecoveryCodeField
            error={missing === 'recovery' ? t('recovery.incomplete') : undefined}
            value={recovery}
            inputRef={recoveryInput}
            onChange={(typed) => {
              setRecovery(typed);
              setMissing(null);
            }}
          />
        )}
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
            {t(way === 'passkey' ? 'passkey.use' : 'step_up.submit')}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t('step_up.cancel')}
          </Button>
        </div>
        <OtherWays
          ways={ways}
          current={way}
          onChoose={(chosen) => {
            setWay(chosen);
            setMissing(null);
            forgetProblem();
          }}
        />
      </form>
    </Dialog>
  );

  function refusalText(found: Problem): string {
    if (way === 'passkey') return passkeyText(found, t);
    if (found.code !== 'challenge_refused' && found.code !== 'invalid_credentials')
      return problemText(found, t);
    if (way === 'recovery_code') return t('recovery.refused');
    return t(person.totp_enrolled ? 'step_up.refused' : 'totp.wrong_password');
  }
}
