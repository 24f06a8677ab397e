/** Whose password is to be another. */

import { useState } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { useFieldErrors } from '../../../ui/field-errors';
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
  const { problem, sending, wait, run, forgetProblem } = useCall();

  const { form, texts, notice } = useFieldErrors(problem, missing, ['email']);

  const send = async () => {
    if (wait > 0) return;
    const flaw = emailFlaw(email);
    setMissing(flaw ? { email: t(flaw) } : {});
    if (flaw) forgetProblem();
    else await run(ask);
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
      <MailProblem problem={problem} notice={notice} />
      <Wait seconds={wait} />
      <EmailField
        label={t('sign_in.email')}
        error={texts.email}
        autoComplete="username"
        value={email}
        onChange={onChange}
      />
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('forgot.submit')}
      </Button>
    </form>
  );
}
