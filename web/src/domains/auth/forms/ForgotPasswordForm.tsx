/** Whose password is to be another. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { fieldTexts } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { emailFlaw } from '../data/email';
import { EmailField } from './EmailField';
import { MailProblem } from './MailProblem';

interface Props {
  email: string;
  onChange: (email: string) => void;
  /** Has the mail sent. */
  ask: () => Promise<void>;
}

export function ForgotPasswordForm({ email, onChange, ask }: Props) {
  const t = useText();
  const [missing, setMissing] = useState<{ email?: string }>({});
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();

  const error = missing.email ?? fieldTexts(problem, ['email'], t).email;
  useEffect(() => {
    if (error) input.current?.focus();
  }, [problem, missing]);

  const send = async () => {
    if (wait > 0) return;
    const flaw = emailFlaw(email);
    setMissing(flaw ? { email: t(flaw) } : {});
    if (flaw) forgetProblem();
    else await run(ask);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <MailProblem problem={problem} placed={error !== undefined} />
      <Wait seconds={wait} />
      <EmailField
        label={t('sign_in.email')}
        error={error}
        autoComplete="username"
        value={email}
        inputRef={input}
        onChange={onChange}
      />
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('forgot.submit')}
      </Button>
    </form>
  );
}
