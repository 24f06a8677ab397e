/** E-mail address and password. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { carriedEmail, carryEmail } from '../data/arrival';
import { emailFlaw, emailOf } from '../data/email';
import type { SignInAnswer } from '../data/types';
import { EmailField } from './EmailField';
import { PasswordField } from './PasswordField';

interface Props {
  onAnswer: (answer: SignInAnswer) => Promise<void>;
  /** Where somebody goes who does not know the password. */
  forgotPassword: string;
}

export function SignInForm({ onAnswer, forgotPassword }: Props) {
  const t = useText();
  const [email, setEmail] = useState(carriedEmail);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();

  const { form, texts: errors, notice } = useFieldErrors(problem, missing, ['email', 'password']);

  // Nothing else is done here; a page that was walked to has the focus on its heading.
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const first = email ? passwordInput : emailInput;
    first.current?.focus({ preventScroll: true });
  }, []);

  const send = async () => {
    if (wait > 0) return;
    const flaw = emailFlaw(email);
    const incomplete = {
      ...(flaw ? { email: t(flaw) } : {}),
      ...(password ? {} : { password: t('field.required') }),
    };
    setMissing(incomplete);
    if (incomplete.email || incomplete.password) return forgetProblem();
    const failure = await run(async () => {
      const body = { email: emailOf(email), password };
      await onAnswer(await answer(anonymousApi.POST('/auth/sign-in', { body })));
    });
    if (failure?.fields.length === 0) passwordInput.current?.select();
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FormNotice lines={notice} />
      <Wait seconds={wait} />
      <EmailField
        label={t('sign_in.email')}
        error={errors.email}
        autoComplete="username"
        value={email}
        inputRef={emailInput}
        onChange={(typed) => {
          setEmail(typed);
          carryEmail(typed);
        }}
      />
      <div class="field-and-way-out">
        <PasswordField
          label={t('sign_in.password')}
          error={errors.password}
          autoComplete="current-password"
          value={password}
          inputRef={passwordInput}
          onChange={setPassword}
        />
        <a href={forgotPassword}>{t('sign_in.forgot')}</a>
      </div>
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('sign_in.submit')}
      </Button>
    </form>
  );
}
