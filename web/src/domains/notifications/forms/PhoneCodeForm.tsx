/** The code from the text message, which confirms the number. */

import { useMemo, useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useCountdown, useReached } from '../../../lib/countdown';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { FormNotice, Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { type SentText, sentText } from '../data/phone-draft';
import { startPhone } from '../data/start-phone';

const digits = 6;
const fields = ['code'] as const;

interface Props {
  sent: SentText;
  onSent: (sent: SentText) => void;
  onConfirmed: () => Promise<void>;
  onBack: () => void;
}

export function PhoneCodeForm({ sent, onSent, onConfirmed, onBack }: Props) {
  const t = useText();
  const format = useFormat();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState<{ code?: string }>({});
  const [sentAgain, setSentAgain] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();
  const again = useCall();
  const expired = useReached(sent.expiresAt);
  const refused = problem?.code === 'code_refused';
  const { form, texts, notice } = useFieldErrors(refused ? null : problem, missing, fields);
  const pause = useMemo(() => Math.max(0, Math.ceil((sent.resendAt - Date.now()) / 1000)), [sent]);
  const rest = Math.max(useCountdown(pause, sent), again.wait);

  const send = async (typed: string) => {
    setMissing(typed.length === digits ? {} : { code: t('sms.incomplete') });
    if (typed.length !== digits) return;
    const failure = await run(async () => {
      await answer(api.POST('/me/phone/confirm', { body: { code: typed } }));
      await onConfirmed();
    });
    // A refused code is of no more use; one that never arrived may be sent again.
    if (failure?.code !== 'code_refused') return;
    setCode('');
    input.current?.focus();
  };
  const sendAgain = async () => {
    const failure = await again.run(async () => {
      onSent(sentText(await startPhone(sent.number, crypto.randomUUID()), Date.now()));
    });
    if (failure) return;
    setCode('');
    setMissing({});
    forgetProblem();
    setSentAgain(true);
    announce(t('sms.sent_again'));
    input.current?.focus();
  };

  return (
    <form
      ref={form}
      class="phone-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(code);
      }}
    >
      <p class="hint">
        <span>{t('sms.sent_to')}</span>{' '}
        <strong dir="ltr" class="reach">
          {sent.number}
        </strong>
      </p>
      <Field
        label={t('sms.code')}
        hint={t('sms.code_hint', { time: format.time(new Date(sent.expiresAt).toISOString()) })}
        error={expired ? t('sms.expired') : refused ? t('sms.wrong_code') : texts.code}
      >
        {(control) => (
          <CodeInput
            control={control}
            digits={digits}
            value={code}
            inputRef={input}
            onChange={(typed) => {
              setCode(typed);
              if (refused) forgetProblem();
              // Six digits are sent by themselves.
              if (typed.length === digits) void send(typed);
            }}
          />
        )}
      </Field>
      <FormNotice lines={notice} />
      <Wait seconds={wait} />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
          {t('sms.confirm')}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t('sms.back')}
        </Button>
      </div>
      {again.problem && (
        <Notice tone="problem">
          <p>{problemText(again.problem, t)}</p>
        </Notice>
      )}
      {sentAgain && (
        <p class="saved">
          <Icon name="check" />
          <span>{t('sms.sent_again')}</span>
        </p>
      )}
      <div class="form-end">
        <Button busy={again.sending} disabled={rest > 0} onClick={() => void sendAgain()}>
          {t('sms.again')}
        </Button>
        {rest > 0 && (
          <span class="hint" role="timer">
            <span>{t('sms.again_in', { time: format.duration(rest) })}</span>
          </span>
        )}
      </div>
    </form>
  );
}
