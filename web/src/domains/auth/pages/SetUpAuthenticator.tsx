/** `/profile/authenticator`: the password once more and the factor there is, then the set-up of an authenticator app. */

import '../styles/arrival.css';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { Page } from '../../../ui/Page';
import { closeChallenge, openChallenge, useChallenge } from '../data/challenge';
import { signedIn } from '../data/session';
import type { SignInAnswer } from '../data/types';
import { noteFactorAdded } from '../data/use-security';
import { ConfirmPasswordForm } from '../forms/ConfirmPasswordForm';
import { TotpSetup } from '../forms/TotpSetup';
import { authPaths } from '../paths';
import { AnswerChallenge, type ChallengeWay, firstWay } from './Challenge';

export function SetUpAuthenticator() {
  const t = useText();
  const { person } = useMe();
  const { route } = useLocation();
  const challenge = useChallenge('profile');
  const [way, setWay] = useState<ChallengeWay | null>(null);
  const back = authPaths.security();

  // A reload goes on; whoever walks away shows the password anew.
  useEffect(() => closeChallenge, []);

  const lead = t(person.totp_enrolled ? 'totp.replaces_own' : 'totp.chosen');
  const above = (
    <a class="back" href={back}>
      <Icon name="back" />
      <span>{t('totp.back')}</span>
    </a>
  );
  const answered = async (answer: SignInAnswer) => {
    if ('challenge' in answer) return openChallenge(answer.challenge, 'profile');
    await signedIn(answer);
    route(back, true);
  };
  if (challenge && challenge.name !== 'totp_setup') {
    return (
      <Page title={t('totp.title')} step="factor" above={above} below={<p class="lead">{lead}</p>}>
        <div class="narrow">
          <AnswerChallenge
            challenge={challenge}
            way={way ?? firstWay(challenge)}
            onWay={setWay}
            setUpTotp
            onAnswer={answered}
          />
        </div>
      </Page>
    );
  }
  if (challenge) {
    return (
      <Page title={t('totp.title')} step="set-up" above={above} below={<p class="lead">{lead}</p>}>
        <TotpSetup
          challenge={challenge}
          onAnswer={async (tokens) => {
            await signedIn(tokens);
            noteFactorAdded();
            route(back, true);
          }}
          onStartOver={closeChallenge}
          wayOut={
            <>
              <span>{t('totp.not_now')}</span> <a href={back}>{t('totp.back')}</a>
            </>
          }
        />
      </Page>
    );
  }
  return (
    <Page title={t('totp.title')} above={above} below={<p class="lead">{lead}</p>}>
      <p class="before">{t('totp.password_first')}</p>
      <ConfirmPasswordForm onAnswer={answered} />
    </Page>
  );
}
