/** The second factor: six digits from an authenticator app. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import { useBrand } from '../../../lib/brand';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { Field } from '../../../ui/Field';
import { beginAt } from '../../../ui/focus-field';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import type { OpenChallenge } from '../data/challenge';
import type { SignInAnswer } from '../data/types';

interface Props {
  challenge: OpenChallenge;
  setUpTotp: boolean;
  onAnswer: (answer: SignInAnswer) => Promise<void>;
}

const digits = 6;

export function CodeForm({ challenge, setUpTotp, onAnswer }: Props) {
  const t = useText();
  const { name: brand } = useBrand();
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run } = useCall();

  useEffect(() => {
    if (input.current) beginAt(input.current);
  }, []);

  const send = async (complete: string) => {
    setIncomplete(complete.length !== digits);
    if (complete.length !== digits) return input.current?.focus();
    const failure = await run(async () => {
      const { session } = challenge;
      const body = { name: 'totp' as const, session, code: complete, set_up_totp: setUpTotp };
      await onAnswer(await answer(anonymousApi.POST('/auth/answer-challenge', { body })));
    });
    if (!failure) return;
    // A refused code is of no more use; one that never arrived may be sent again.
    if (failure.status === 401) setCode('');
    input.current?.focus();
  };

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
    </form>
  );
}
