/** The address to be. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { useFieldErrors } from '../../../ui/field-errors';
import { focusField } from '../../../ui/focus-field';
import { Wait } from '../../../ui/Wait';
import { emailFlaw, emailOf } from '../data/email';
import { EmailField } from './EmailField';
import { MailProblem } from './MailProblem';
import { unlessDeclined } from './StepUp';

interface Props {
  email: string;
  /** The one of now. */
  own: string;
  onChange: (email: string) => void;
  /** Has the mail sent. */
  ask: () => Promise<void>;
  onEnd: () => void;
}

export function NewEmailForm({ email, own, onChange, ask, onEnd }: Props) {
  const t = useText();
  const [missing, setMissing] = useState<{ email?: string }>({});
  const input = useRef<HTMLInputElement>(null);
  const { problem: given, sending, wait, run, forgetProblem } = useCall();
  const problem = unlessDeclined(given);
  const { form, texts, notice } = useFieldErrors(problem, missing, ['email']);
  useEffect(() => {
    if (input.current) focusField(input.current);
  }, []);

  const send = async () => {
    if (wait > 0) return;
    const flaw = emailFlaw(email);
    const same = emailOf(email).toLowerCase() === own.toLowerCase();
    setMissing(flaw ? { email: t(flaw) } : same ? { email: t('email_change.same') } : {});
    if (flaw || same) return forgetProblem();
    await run(ask);
  };

  return (
    <form
      ref={form}
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <MailProblem problem={problem} notice={notice} />
      <Wait seconds={wait} />
      <EmailField
        label={t('email_change.new')}
        hint={t('email_change.new_hint')}
        error={texts.email}
        autoComplete="email"
        value={email}
        inputRef={input}
        onChange={onChange}
      />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
          {t('forgot.submit')}
        </Button>
        <Button look="quiet" onClick={onEnd}>
          {t('security.cancel')}
        </Button>
      </div>
    </form>
  );
}
