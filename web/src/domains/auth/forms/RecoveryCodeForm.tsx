/** In the place of a second factor that is not at hand: one of the codes that were kept. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { beginAt } from '../../../ui/focus-field';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import type { OpenChallenge } from '../data/challenge';
import { recoveryCodeOf } from '../data/recovery-code';
import type { SignInAnswer } from '../data/types';
import { RecoveryCodeField } from './RecoveryCodeField';

interface Props {
  challenge: OpenChallenge;
  /** An app is set up next in any case. */
  setUpTotp: boolean;
  onAnswer: (answer: SignInAnswer) => Promise<void>;
}

export function RecoveryCodeForm({ challenge, setUpTotp, onAnswer }: Props) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [lost, setLost] = useState(false);
  const [incomplete, setIncomplete] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();
  useEffect(() => {
    if (input.current) beginAt(input.current);
  }, []);

  const send = async () => {
    const recovery_code = recoveryCodeOf(typed);
    setIncomplete(!recovery_code);
    if (!recovery_code) {
      forgetProblem();
      return input.current?.focus();
    }
    const failure = await run(async () => {
      const { session } = challenge;
      const body = {
        name: 'recovery_code' as const,
        session,
        recovery_code,
        set_up_totp: setUpTotp || lost,
      };
      await onAnswer(await answer(anonymousApi.POST('/auth/answer-challenge', { body })));
    });
    if (failure) input.current?.select();
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <Notice tone="problem" reveal>
          <p>{problem.code === 'challenge_refused' ? t('recovery.refused') : problemText(problem, t)}</p>
        </Notice>
      )}
      <Wait seconds={wait} />
      <RecoveryCodeField
        error={incomplete ? t('recovery.incomplete') : undefined}
        value={typed}
        inputRef={input}
        onChange={(code) => {
          setTyped(code);
          setIncomplete(false);
        }}
      />
      {!setUpTotp && (
        <label class="check">
          <input
            type="checkbox"
            name="set_up_totp"
            checked={lost}
            onChange={(event) => setLost(event.currentTarget.checked)}
          />
          <span>{t('recovery.lost')}</span>
        </label>
      )}
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('code.submit')}
      </Button>
    </form>
  );
}
