/** The second step of a sign-in: a passkey, a code, or one of the codes that were kept. */

import '../styles/arrival.css';
import { useState } from 'preact/hooks';
import { useBrand } from '../../../lib/brand';
import { useReached } from '../../../lib/countdown';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { SupportNote } from '../../../ui/CompanyNote';
import { Ended } from '../../../ui/Ended';
import { Page } from '../../../ui/Page';
import { closeChallenge, type OpenChallenge, openChallenge } from '../data/challenge';
import type { SignInAnswer } from '../data/types';
import { CodeForm } from '../forms/CodeForm';
import { OtherWays, type Way } from '../forms/OtherWays';
import { PasskeyForm } from '../forms/PasskeyForm';
import { RecoveryCodeForm } from '../forms/RecoveryCodeForm';

interface Props {
  challenge: OpenChallenge;
  onAnswer: (answer: SignInAnswer) => Promise<void>;
}

/** As a page, before somebody is signed in. */
export function Challenge({ challenge, onAnswer }: Props) {
  const t = useText();
  const [way, setWay] = useState(firstWay(challenge));
  return (
    <Page title={t(`challenge.${way}`)}>
      <AnswerChallenge
        challenge={challenge}
        way={way}
        onWay={setWay}
        setUpTotp={false}
        onAnswer={async (answer) => {
          if ('challenge' in answer) openChallenge(answer.challenge, 'sign_in', true);
          else await onAnswer(answer);
        }}
      />
    </Page>
  );
}

export type ChallengeWay = Exclude<Way, 'password'>;

export function waysOf({ name, or }: OpenChallenge): ChallengeWay[] {
  return [name, ...or].filter((way) => way !== 'totp_setup');
}

export function firstWay(challenge: OpenChallenge): ChallengeWay {
  return waysOf(challenge)[0] ?? 'totp';
}

interface AnswerProps extends Props {
  way: ChallengeWay;
  onWay: (way: ChallengeWay) => void;
  /** An app is set up next in any case. */
  setUpTotp: boolean;
}

export function AnswerChallenge({ challenge, way, onWay, setUpTotp, onAnswer }: AnswerProps) {
  const t = useText();
  const { name: brand } = useBrand();
  const expired = useReached(challenge.expiresAt);
  const startOver = (
    <Button look={expired ? 'primary' : 'quiet'} onClick={closeChallenge}>
      {t('code.start_over')}
    </Button>
  );
  if (expired) return <Ended text={t('code.expired')}>{startOver}</Ended>;
  const form = { challenge, setUpTotp, onAnswer };
  return (
    <div class="challenge">
      {way === 'passkey' && <PasskeyForm {...form} />}
      {way === 'totp' && <CodeForm {...form} />}
      {way === 'recovery_code' && <RecoveryCodeForm {...form} />}
      <OtherWays
        ways={waysOf(challenge)}
        current={way}
        onChoose={(chosen) => {
          if (chosen !== 'password') onWay(chosen);
        }}
      />
      <p class="aside">
        <span>{t('code.start_over_hint')}</span> {startOver}
      </p>
      <details class="way-out">
        <summary>{t('code.lost')}</summary>
        <p>{t('code.lost_text', { brand })}</p>
        <SupportNote />
      </details>
    </div>
  );
}
