/** The code from the mail and the password to be: opens the account, or changes the password, and signs in. */

import '../styles/arrival.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useReached } from '../../../lib/countdown';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { Ended } from '../../../ui/Ended';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { beginAt, focusField } from '../../../ui/focus-field';
import { FormNotice, Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { carryEmail, forgetArrival, mostRefusals, type SentCode, sentCode } from '../data/arrival';
import { emailOf } from '../data/email';
import {
  type Flaw,
  flawOf,
  flawText,
  type Purpose,
  preparedPassword,
  refusedFlaw,
  shortest,
} from '../data/new-password';
import { resend } from '../data/resend';
import type { CodeSent, SignInAnswer } from '../data/types';
import { authPaths } from '../paths';
import { MailHelp } from './MailHelp';
import { PasswordField } from './PasswordField';

export interface MailedAnswer {
  session: string;
  code: string;
  password: string;
}

interface Props {
  purpose: Purpose;
  email: string;
  sent: SentCode;
  onSent: (sent: SentCode) => void;
  /** Asks for a mail all over again. */
  ask: () => Promise<CodeSent>;
  confirm: (body: MailedAnswer) => Promise<void>;
  onAnswer: (answer: SignInAnswer) => Promise<void>;
  onBack: () => void;
}

export function MailedCodeForm({ purpose, email, sent, onSent, ask, confirm, onAnswer, onBack }: Props) {
  const t = useText();
  const format = useFormat();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<{ code?: 'incomplete'; password?: Flaw }>({});
  // The code has done its work; only signing in is left.
  const confirmed = useRef(false);
  const [almost, setAlmost] = useState(false);
  const [sentAgain, setSentAgain] = useState(false);
  const expired = useReached(sent.expiresAt);
  const usedUp = sent.refusals >= mostRefusals;
  const codeInput = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();
  const again = useCall();

  const { form, texts: errors, notice } = useFieldErrors(problem, missing, ['code', 'password']);
  const refused = problem?.code === 'challenge_refused';
  const dead = !almost && !sending && (expired || usedUp);
  const begun = useRef(false);
  useEffect(() => {
    if (codeInput.current) (begun.current ? focusField : beginAt)(codeInput.current);
    begun.current = true;
  }, [sent.session, dead]);
  useEffect(() => {
    // Why stands above it and has come into view.
    if (refused) codeInput.current?.focus({ preventScroll: true });
  }, [problem]);

  const send = async () => {
    if (wait > 0) return;
    const found = flawOf(password, purpose);
    const incomplete = {
      ...(code.length === sent.digits ? {} : { code: 'incomplete' as const }),
      ...(found ? { password: found } : {}),
    };
    setMissing(incomplete);
    if (!confirmed.current && Object.keys(incomplete).length > 0) return forgetProblem();
    setSentAgain(false);
    const failure = await run(async () => {
      if (!confirmed.current) {
        await confirm({ session: sent.session, code, password });
        confirmed.current = true;
      }
      const signedIn = await answer(
        anonymousApi.POST('/auth/sign-in', { body: { email: emailOf(email), password } }),
      );
      tell(`${purpose}.done`);
      await onAnswer(signedIn);
    });
    setAlmost(confirmed.current);
    if (failure?.code !== 'challenge_refused') return;
    setCode('');
    onSent({ ...sent, refusals: sent.refusals + 1 });
  };

  const sendAgain = async () => {
    const failure = await again.run(async () => {
      // Wrong codes count for all mails of a session: after one, a session of its own has all its tries.
      const fresh = dead || sent.refusals > 0 ? null : await resend(sent.session);
      onSent(sentCode(fresh ?? (await ask()), Date.now(), fresh ? sent.refusals : 0));
    });
    if (failure) return;
    setCode('');
    setMissing({});
    forgetProblem();
    setSentAgain(true);
    announce(t('mailed.sent_again'));
    if (codeInput.current) focusField(codeInput.current);
  };

  const help = (
    <MailHelp
      purpose={purpose}
      resendAt={sent.resendAt}
      call={again}
      sentAgain={sentAgain}
      urgent={dead}
      onAgain={() => void sendAgain()}
      onBack={onBack}
    />
  );

  const signInInstead = (problem?.code === 'address_taken' || problem?.code === 'invalid_credentials') && (
    <a
      href={authPaths.signIn()}
      onClick={() => {
        forgetArrival();
        carryEmail(email);
      }}
    >
      {t('sign_in.submit')}
    </a>
  );

  if (almost) {
    return (
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && (
          <Notice tone="problem">
            <p>{t(`${purpose}.almost`)}</p>
            <p>{problemText(problem, t)}</p>
            {signInInstead}
          </Notice>
        )}
        <Wait seconds={wait} />
        <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
          {t('sign_in.submit')}
        </Button>
      </form>
    );
  }

  if (dead) {
    return <Ended text={t(usedUp ? 'mailed.used_up' : 'mailed.expired')}>{help}</Ended>;
  }

  const longEnough = lengthOf(preparedPassword(password)) >= shortest.alone;
  return (
    <>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <FormNotice lines={refused ? [t('mailed.refused')] : notice}>{signInInstead}</FormNotice>
        <Wait seconds={wait} />
        {/* Whom the password belongs to, for the password manager. */}
        <div class="visually-hidden" aria-hidden="true">
          <input
            type="email"
            name="email"
            autoComplete="username"
            readOnly
            tabIndex={-1}
            value={emailOf(email)}
          />
        </div>
        <Field
          label={t('mailed.code')}
          hint={t('mailed.code_hint', {
            digits: sent.digits,
            time: format.time(new Date(sent.expiresAt).toISOString()),
          })}
          error={errors.code && t('mailed.incomplete', { digits: sent.digits })}
        >
          {(control) => (
            <CodeInput
              control={control}
              digits={sent.digits}
              value={code}
              inputRef={codeInput}
              onChange={setCode}
            />
          )}
        </Field>
        <PasswordField
          label={t(`${purpose}.password`)}
          hint={
            <>
              <span class={longEnough ? 'rule met' : 'rule'}>
                {t(`password.rule.${purpose}`, { count: shortest.alone, fewer: shortest.withApp })}
              </span>
              <span>{t('password.tip')}</span>
            </>
          }
          error={errors.password && flawText(missing.password ?? refusedFlaw(problem), purpose, t)}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        {purpose === 'forgot' && <p class="hint">{t('forgot.consequence')}</p>}
        <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
          {t(`${purpose}.finish`)}
        </Button>
      </form>
      {help}
    </>
  );
}
