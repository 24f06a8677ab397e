/** The second factor: six digits from an authenticator app. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import type { SignedIn } from '../../../api/types';
import { useBrand } from '../../../lib/brand';
import { useCall } from '../../../lib/call';
import { useReached } from '../../../lib/countdown';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { SupportNote } from '../../../ui/CompanyNote';
import { Ended } from '../../../ui/Ended';
import { Field } from '../../../ui/Field';
import { beginAt } from '../../../ui/focus-field';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import type { OpenChallenge } from '../data/challenge';

interface Props {
  challenge: OpenChallenge;
  onAnswer: (tokens: SignedIn) => Promise<void>;
  onStartOver: () => void;
}

const digits = 6;

export function CodeForm({ challenge, onAnswer, onStartOver }: Props) {
  const t = useText();
  const { name: brand } = useBrand();
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const expired = useReached(challenge.expiresAt);
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run } = useCall();

  useEffect(() => {
    if (input.current) beginAt(input.current);
  }, []);

  const send = async (complete: string) => {
    setIncomplete(complete.length !== digits);
    if (complete.length !== digits) return input.current?.focus();
    const failure = await run(async () => {
      const { name, session } = challenge;
      const body = { name, session, code: complete };
      await onAnswer(await answer(anonymousApi.POST('/auth/answer-challenge', { body })));
    });
    if (!failure) return;
    // A refused code is of no more use; one that never arrived may be sent again.
    if (failure.status === 401) setCode('');
    input.current?.focus();
  };

  const startOver = (
    <Button look={expired ? 'primary' : 'quiet'} onClick={onStartOver}>
      {t('action.start_over')}
    </Button>
  );

  if (expired) {
    return <Ended text={t('code.expired')}>{startOver}</Ended>;
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
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <Wait seconds={wait} />
      <Field
        label={t('code.label')}
        hint={t('code.hint', { brand })}
        error={incomplete ? t('code.incomplete') : undefined}
      >
        {(control) => (
          <CodeInput
            control={control}
            digits={digits}
            value={code}
            inputRef={input}
            onChange={(typed) => {
              setCode(typed);
              setIncomplete(false);
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
      <details class="way-out">
        <summary>{t('code.lost')}</summary>
        <p>{t('code.lost_text', { brand })}</p>
        <SupportNote />
      </details>
    </form>
  );
}
