/** The second factor: six digits from an authenticator app. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../api/client';
import { type Problem, problemOf } from '../../api/problem';
import type { Challenge, SignedIn } from '../../api/types';
import { useBrand } from '../../lib/brand';
import { useCountdown } from '../../lib/countdown';
import { useText } from '../../lib/i18n';
import { useFormat } from '../../lib/person';
import { problemText } from '../../lib/problem-text';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';

interface Props {
  challenge: Challenge;
  onAnswer: (tokens: SignedIn) => Promise<void>;
  onStartOver: () => void;
}

const digits = 6;

export function CodeForm({ challenge, onAnswer, onStartOver }: Props) {
  const t = useText();
  const format = useFormat();
  const { name: brand } = useBrand();
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const [expired, setExpired] = useState(false);
  const busy = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const wait = useCountdown(problem?.retryAfter ?? null, problem);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => setExpired(true), challenge.expires_in * 1000);
    return () => clearTimeout(timer);
  }, [challenge]);

  const send = async (complete: string) => {
    if (busy.current || wait > 0) return;
    setIncomplete(complete.length !== digits);
    if (complete.length !== digits) return input.current?.focus();
    busy.current = true;
    setSending(true);
    setProblem(null);
    try {
      const { name, session } = challenge;
      const body = { name, session, code: complete };
      await onAnswer(await answer(anonymousApi.POST('/auth/answer-challenge', { body })));
    } catch (thrown) {
      const failure = problemOf(thrown);
      setProblem(failure);
      // A refused code is of no more use; one that never arrived may be sent again.
      if (failure.status === 401) setCode('');
      input.current?.focus();
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const startOver = (
    <Button look={expired ? 'primary' : 'quiet'} onClick={onStartOver}>
      {t('action.start_over')}
    </Button>
  );

  if (expired) {
    return (
      <>
        <Notice tone="problem">
          <p>{t('code.expired')}</p>
        </Notice>
        {startOver}
      </>
    );
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(code);
      }}
    >
      {problem && (
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
      <Field
        label={t('code.label')}
        hint={t('code.hint', { brand })}
        error={incomplete ? t('field.invalid_code') : undefined}
      >
        {(control) => (
          <input
            {...control}
            ref={input}
            class="code-input"
            type="text"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            spellcheck={false}
            required
            value={code}
            onInput={(event) => {
              // Apps show "123 456", and people paste what they see.
              const typed = event.currentTarget.value.replace(/\D/g, '').slice(0, digits);
              event.currentTarget.value = typed;
              setCode(typed);
              if (typed.length === digits) void send(typed);
            }}
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('code.submit')}
      </Button>
      <p class="aside">
        <span>{t('code.start_over_hint')}</span> {startOver}
      </p>
    </form>
  );
}
