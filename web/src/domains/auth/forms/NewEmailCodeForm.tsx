/** The code from the mail to the new address, which then is the address. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useReached } from '../../../lib/countdown';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { Ended } from '../../../ui/Ended';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { focusField } from '../../../ui/focus-field';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { mostRefusals, type SentCode, sentCode } from '../data/arrival';
import { resend } from '../data/resend';
import type { CodeSent } from '../data/types';
import { MailHelp } from './MailHelp';
import { unlessDeclined } from './StepUp';

interface Props {
  sent: SentCode;
  onSent: (sent: SentCode) => void;
  /** Asks for a mail all over again. */
  ask: () => Promise<CodeSent>;
  confirm: (code: string, session: string) => Promise<void>;
  onBack: () => void;
}

export function NewEmailCodeForm({ sent, onSent, ask, confirm, onBack }: Props) {
  const t = useText();
  const format = useFormat();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState<{ code?: string }>({});
  const [sentAgain, setSentAgain] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();
  const again = useCall();
  const expired = useReached(sent.expiresAt);
  const usedUp = sent.refusals >= mostRefusals;
  const dead = !sending && (expired || usedUp);
  const { form, texts, notice } = useFieldErrors(problem, missing, ['code']);
  const own =
    problem?.code === 'challenge_refused'
      ? t('mailed.refused')
      : problem?.code === 'address_taken'
        ? t('email_change.taken')
        : null;
  useEffect(() => {
    if (input.current) focusField(input.current);
  }, [sent.session, dead]);
  useEffect(() => {
    // Why stands above it and has come into view.
    if (own) input.current?.focus({ preventScroll: true });
  }, [problem]);

  const send = async () => {
    if (wait > 0) return;
    const incomplete = code.length < sent.digits;
    setMissing(incomplete ? { code: t('mailed.incomplete', { digits: sent.digits }) } : {});
    if (incomplete) return forgetProblem();
    setSentAgain(false);
    const failure = await run(() => confirm(code, sent.session));
    if (failure?.code !== 'challenge_refused') return;
    setCode('');
    onSent({ ...sent, refusals: sent.refusals + 1 });
  };

  const sendAgain = async () => {
    const failure = await again.run(async () => {
      // Wrong codes count for all mails of a session: after one, a session of its own has all its tries.
      const fresh = dead || sent.refusals > 0 ? null : await resend(sent.session);
      onSent(sentCode(fresh ?? (await ask()), Date.now()));
    });
    if (failure) return;
    setCode('');
    setMissing({});
    forgetProblem();
    setSentAgain(true);
    announce(t('mailed.sent_again'));
    if (input.current) focusField(input.current);
  };

  const help = (
    <MailHelp
      purpose="email_change"
      resendAt={sent.resendAt}
      call={{ ...again, problem: unlessDeclined(again.problem) }}
      sentAgain={sentAgain}
      urgent={dead}
      onAgain={() => void sendAgain()}
      onBack={onBack}
    />
  );
  if (dead) return <Ended text={t(usedUp ? 'mailed.used_up' : 'mailed.expired')}>{help}</Ended>;
  return (
    <>
      <form
        ref={form}
        class="narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <FormNotice lines={own ? [own] : notice} />
        <Wait seconds={wait} />
        <Field
          label={t('mailed.code')}
          hint={t('mailed.code_hint', {
            digits: sent.digits,
            time: format.time(new Date(sent.expiresAt).toISOString()),
          })}
          error={texts.code}
        >
          {(control) => (
            <CodeInput
              control={control}
              digits={sent.digits}
              value={code}
              inputRef={input}
              onChange={setCode}
            />
          )}
        </Field>
        <p class="hint">{t('email_change.consequence')}</p>
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
            {t('email_change.confirm')}
          </Button>
        </div>
      </form>
      {help}
    </>
  );
}
