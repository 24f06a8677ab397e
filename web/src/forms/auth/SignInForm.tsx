/** E-mail address and password. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../api/client';
import { type Problem, problemOf } from '../../api/problem';
import type { SignInAnswer } from '../../api/types';
import { useCountdown } from '../../lib/countdown';
import { useText } from '../../lib/i18n';
import { useFormat } from '../../lib/person';
import { fieldTexts, problemText } from '../../lib/problem-text';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';

export function SignInForm({ onAnswer }: { onAnswer: (answer: SignInAnswer) => Promise<void> }) {
  const t = useText();
  const format = useFormat();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const busy = useRef(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const wait = useCountdown(problem?.retryAfter ?? null, problem);

  const errors = { ...fieldTexts(problem, ['email', 'password'], t), ...missing };
  useEffect(() => {
    if (missing.email) emailInput.current?.focus();
    else if (missing.password) passwordInput.current?.focus();
  }, [missing]);

  const send = async () => {
    if (busy.current || wait > 0) return;
    const incomplete = {
      ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('field.invalid_email') }),
      ...(password ? {} : { password: t('field.required') }),
    };
    setMissing(incomplete);
    setProblem(null);
    if (incomplete.email || incomplete.password) return;
    busy.current = true;
    setSending(true);
    try {
      await onAnswer(
        await answer(anonymousApi.POST('/auth/sign-in', { body: { email: email.trim(), password } })),
      );
    } catch (thrown) {
      setProblem(problemOf(thrown));
      passwordInput.current?.select();
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && problem.fields.length === 0 && (
        <Notice tone="problem">
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      {wait > 0 && (
        <p class="countdown" role="timer">
          <Icon name="clock" />
          {t('sign_in.wait', { time: format.duration(wait) })}
        </p>
      )}
      <Field label={t('sign_in.email')} error={errors.email}>
        {(control) => (
          <input
            {...control}
            ref={emailInput}
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            maxLength={254}
            required
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('sign_in.password')} hint={capsLock && t('sign_in.caps_lock')} error={errors.password}>
        {(control) => (
          <div class="with-button">
            <input
              {...control}
              ref={passwordInput}
              {...(shown ? { type: 'text' } : { type: 'password' })}
              name="password"
              autoComplete="current-password"
              autoCapitalize="none"
              spellcheck={false}
              required
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
              onKeyUp={(event) => setCapsLock(event.getModifierState?.('CapsLock') ?? false)}
              onBlur={() => setCapsLock(false)}
            />
            <button
              type="button"
              class="icon-button"
              aria-pressed={shown}
              aria-label={t('sign_in.show_password')}
              title={t(shown ? 'sign_in.hide_password' : 'sign_in.show_password')}
              onClick={() => setShown(!shown)}
            >
              <Icon name={shown ? 'eyeOff' : 'eye'} />
            </button>
          </div>
        )}
      </Field>
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('sign_in.submit')}
      </Button>
    </form>
  );
}
