/** The password once more, before something that must not be done by whoever finds the page open. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import type { SignInAnswer } from '../data/types';
import { PasswordField } from './PasswordField';

export function ConfirmPasswordForm({ onAnswer }: { onAnswer: (answer: SignInAnswer) => Promise<void> }) {
  const t = useText();
  const { person } = useMe();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();

  useEffect(() => {
    if (missing || problem) input.current?.select();
  }, [missing, problem]);

  const send = async () => {
    if (wait > 0) return;
    setMissing(password === '');
    if (password === '') return forgetProblem();
    await run(async () => {
      const body = { email: person.email, password, set_up_totp: true };
      await onAnswer(await answer(anonymousApi.POST('/auth/sign-in', { body })));
    });
  };

  const wrong = problem?.code === 'invalid_credentials';
  return (
    <form
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && !wrong && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <Wait seconds={wait} />
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
        error={missing ? t('field.required') : wrong ? t('totp.wrong_password') : undefined}
        autoComplete="current-password"
        value={password}
        inputRef={input}
        onChange={(typed) => {
          setPassword(typed);
          setMissing(false);
          if (wrong) forgetProblem();
        }}
      />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
          {t('totp.continue')}
        </Button>
      </div>
    </form>
  );
}
