/** The second factor: a passkey. */

import { useEffect, useRef } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import type { OpenChallenge } from '../data/challenge';
import { askForPasskey, passkeyText } from '../data/passkey';
import type { SignInAnswer } from '../data/types';

interface Props {
  challenge: OpenChallenge;
  setUpTotp: boolean;
  onAnswer: (answer: SignInAnswer) => Promise<void>;
}

export function PasskeyForm({ challenge, setUpTotp, onAnswer }: Props) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const { problem, sending, wait, run } = useCall();
  useEffect(() => {
    form.current?.querySelector('button')?.focus();
  }, []);

  const send = () =>
    run(async () => {
      const { session, credential } = await askForPasskey(challenge.session);
      const body = { name: 'passkey' as const, session, passkey: credential, set_up_totp: setUpTotp };
      await onAnswer(await answer(anonymousApi.POST('/auth/answer-challenge', { body })));
    });

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="lead">{t('passkey.ask')}</p>
      {problem && (
        <Notice tone="problem" reveal>
          <p>{passkeyText(problem, t)}</p>
        </Notice>
      )}
      <Wait seconds={wait} />
      <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
        {t('passkey.use')}
      </Button>
    </form>
  );
}
