/** `/profile/authenticator`: the password once more, then the set-up of an authenticator app. */

import '../styles/arrival.css';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { Page } from '../../../ui/Page';
import { profilePaths } from '../../accounts/paths';
import { closeChallenge, openChallenge, useChallenge } from '../data/challenge';
import { signedIn } from '../data/session';
import { ConfirmPasswordForm } from '../forms/ConfirmPasswordForm';
import { TotpSetup } from '../forms/TotpSetup';

export function SetUpAuthenticator() {
  const t = useText();
  const { person } = useMe();
  const { route } = useLocation();
  const challenge = useChallenge('profile');
  const back = profilePaths.profile();

  useEffect(() => {
    if (person.totp_enrolled) route(back, true);
  }, [person.totp_enrolled]);
  // A reload goes on; whoever walks away shows the password anew.
  useEffect(() => closeChallenge, []);

  const above = (
    <a class="back" href={back}>
      <Icon name="back" />
      <span>{t('totp.back')}</span>
    </a>
  );
  if (challenge) {
    return (
      <Page
        title={t('totp.title')}
        step="set-up"
        above={above}
        below={<p class="lead">{t('totp.chosen')}</p>}
      >
        <TotpSetup
          challenge={challenge}
          onAnswer={async (tokens) => {
            await signedIn(tokens);
            route(back, true);
          }}
          onStartOver={closeChallenge}
          wayOut={
            <>
              <span>{t('totp.not_now')}</span> <a href={back}>{t('forgot.back_to_profile')}</a>
            </>
          }
        />
      </Page>
    );
  }
  return (
    <Page title={t('totp.title')} above={above} below={<p class="lead">{t('totp.chosen')}</p>}>
      <p class="before">{t('totp.password_first')}</p>
      <ConfirmPasswordForm
        onAnswer={async (answer) => {
          if (!('challenge' in answer)) await signedIn(answer);
          else if (answer.challenge.name === 'totp_setup') openChallenge(answer.challenge, 'profile');
          // Set up meanwhile, on another device: this page does not know it yet.
          else location.assign(back);
        }}
      />
    </Page>
  );
}
