/** Who wants a login: name, company and the address to sign in with. Whoever is invited has the last two already. */

import { useState } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Wait } from '../../../ui/Wait';
import { emailFlaw } from '../data/email';
import { Agreement, useToAgree } from './Agreement';
import { EmailField } from './EmailField';
import { MailProblem } from './MailProblem';

/** The contract's limits, in Unicode scalar values. */
const limits = { name: 100, company: 100 } as const;

export interface Applicant {
  name: string;
  company: string;
  email: string;
  /** To what the company has published. */
  agreed: boolean;
}

const fields: (keyof Applicant)[] = ['name', 'company', 'email', 'agreed'];

interface Props {
  typed: Applicant;
  /** They join a company, by the address that was invited. */
  invited?: boolean;
  onChange: (typed: Applicant) => void;
  /** Has the mail sent. */
  ask: () => Promise<void>;
}

export function SignUpForm({ typed, invited, onChange, ask }: Props) {
  const t = useText();
  const [missing, setMissing] = useState<Partial<Record<keyof Applicant, string>>>({});
  const toAgree = useToAgree();
  const { problem, sending, wait, run, forgetProblem } = useCall();

  const { form, texts: errors, notice } = useFieldErrors(problem, missing, fields);

  const lineError = (text: string, most: number): string | undefined => {
    const line = cleanLine(text);
    if (isBlank(line)) return t('field.required');
    return lengthOf(line) > most ? t('field.too_long') : undefined;
  };

  const send = async () => {
    if (wait > 0) return;
    const name = lineError(typed.name, limits.name);
    const company = invited ? undefined : lineError(typed.company, limits.company);
    const flaw = emailFlaw(typed.email);
    const incomplete = {
      ...(name ? { name } : {}),
      ...(company ? { company } : {}),
      ...(flaw ? { email: t(flaw) } : {}),
      ...(toAgree && !typed.agreed ? { agreed: t('sign_up.agree_first') } : {}),
    };
    setMissing(incomplete);
    if (Object.keys(incomplete).length > 0) forgetProblem();
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
      <Field label={t('sign_up.name')} error={errors.name}>
        {(control) => (
          <input
            {...control}
            name="name"
            autoComplete="name"
            required
            value={typed.name}
            onInput={(event) => onChange({ ...typed, name: event.currentTarget.value })}
          />
        )}
      </Field>
      {!invited && (
        <Field label={t('sign_up.company')} error={errors.company}>
          {(control) => (
            <input
              {...control}
              name="company"
              autoComplete="organization"
              required
              value={typed.company}
              onInput={(event) => onChange({ ...typed, company: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <EmailField
        label={t('sign_up.email')}
        hint={t(invited ? 'sign_up.invited_email_hint' : 'sign_up.email_hint')}
        error={errors.email}
        autoComplete="email"
        readOnly={invited}
        value={typed.email}
        onChange={(email) => onChange({ ...typed, email })}
      />
      <Agreement
        agreed={typed.agreed}
        error={errors.agreed}
        onChange={(agreed) => onChange({ ...typed, agreed })}
      />
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('sign_up.submit')}
      </Button>
    </form>
  );
}
