/** Signing in without an address and a password. */

import { anonymousApi, answer } from '../../../api/client';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { askForPasskey, passkeyText } from '../data/passkey';
import type { SignInAnswer } from '../data/types';

export function PasskeySignIn({ onAnswer }: { onAnswer: (answer: SignInAnswer) => Promise<void> }) {
  const t = useText();
  const { problem, sending, wait, run } = useCall();
  const send = () =>
    run(async () => {
      const { session, credential } = await askForPasskey();
      const body = { name: 'passkey' as const, session, passkey: credential };
      await onAnswer(await answer(anonymousApi.POST('/auth/answer-challenge', { body })));
    });
  return (
    <>
      <Button busy={sending} disabled={wait > 0} onClick={() => void send()}>
        {t('passkey.sign_in')}
      </Button>
      <Wait seconds={wait} />
      {problem && (
        <Notice tone="problem" reveal>
          <p>{passkeyText(problem, t)}</p>
        </Notice>
      )}
    </>
  );
}
