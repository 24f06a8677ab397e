/** A sign-in that goes no further without a second factor: setting one up. */

import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Page } from '../../../ui/Page';
import { useArrive } from '../data/arrive';
import { closeChallenge, type OpenChallenge } from '../data/challenge';
import { TotpSetup } from '../forms/TotpSetup';

export function SetUpFactor({ challenge }: { challenge: OpenChallenge }) {
  const t = useText();
  const arrive = useArrive();
  return (
    <Page
      title={t('totp.title')}
      step="totp_setup"
      below={<p class="lead">{t(challenge.replaces ? 'totp.replaces' : 'totp.demanded')}</p>}
    >
      <TotpSetup
        challenge={challenge}
        onAnswer={arrive}
        onStartOver={closeChallenge}
        wayOut={
          <>
            <span>{t('totp.other_person')}</span>{' '}
            <Button look="quiet" onClick={closeChallenge}>
              {t('code.start_over')}
            </Button>
          </>
        }
      />
    </Page>
  );
}
