/** The number that text messages are to go to; a code goes there first. */

import { useRef, useState } from 'preact/hooks';
import { noAnswer } from '../../../api/problem';
import { useCall } from '../../../lib/call';
import { type Attempt, attemptFor } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { placed } from '../../../lib/pointers';
import { cleanLine, isBlank } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { type SentText, sentText } from '../data/phone-draft';
import { startPhone } from '../data/start-phone';

const fields = ['number'] as const;

interface Props {
  number: string;
  onType: (number: string) => void;
  onSent: (sent: SentText) => void;
  /** Where there is a confirmed number to go back to. */
  onBack: (() => void) | undefined;
}

export function PhoneForm({ number, onType, onSent, onBack }: Props) {
  const t = useText();
  const { problem, sending, wait, run } = useCall();
  const [missing, setMissing] = useState<{ number?: string }>({});
  const attempt = useRef<Attempt | null>(null);
  const { form, texts, notice } = useFieldErrors(problem, missing, fields);
  // The number itself is right; there is nothing left to send it with.
  const usedUp = placed(problem, fields).at.number?.code === 'not_allowed';

  const submit = async () => {
    const cleaned = cleanLine(number);
    setMissing(isBlank(cleaned) ? { number: t('field.required') } : {});
    if (isBlank(cleaned)) return;
    const failure = await run(async () => {
      attempt.current = attemptFor(attempt.current, cleaned, () => crypto.randomUUID());
      onSent(sentText(await startPhone(cleaned, attempt.current.key), Date.now()));
    });
    // A refusal is an answer: the next try is a new one.
    if (failure && !noAnswer(failure)) attempt.current = null;
  };

  return (
    <form
      ref={form}
      class="phone-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={t('sms.number')}
        hint={t('sms.number_hint')}
        error={texts.number && (missing.number ?? t(usedUp ? 'sms.used_up' : 'sms.invalid_number'))}
      >
        {(control) => (
          <input
            {...control}
            type="tel"
            name="number"
            autoComplete="tel"
            required
            value={number}
            onInput={(event) => onType(event.currentTarget.value)}
          />
        )}
      </Field>
      <FormNotice lines={notice} />
      <Wait seconds={wait} />
      <div class="form-end">
        <Button type="submit" busy={sending} disabled={wait > 0}>
          {t('sms.send_code')}
        </Button>
        {onBack && (
          <Button look="quiet" onClick={onBack}>
            {t('sms.keep')}
          </Button>
        )}
      </div>
    </form>
  );
}
