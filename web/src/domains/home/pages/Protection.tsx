/** To whom it concerns, on the start page: that there is no second factor yet, or that few recovery codes are left. */

import '../styles/protection.css';
import { useState } from 'preact/hooks';
import { preferences } from '../../../lib/browser-storage';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button, ButtonLink } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { authPaths } from '../../auth/paths';

/** Of this browser: who said "not now" is not asked here again. */
const laterKey = 'atrium.protect_later';

export function Protection() {
  const t = useText();
  const { person } = useMe();
  const [later, setLater] = useState(() => preferences.read(laterKey) !== null);
  if (person.totp_enrolled || person.passkeys) {
    // Only where there are few is this drawn at all.
    return (
      <Notice tone="problem">
        <p>{t.count('home.codes_few', person.recovery_codes ?? 0)}</p>
        <ButtonLink href={authPaths.security()}>{t('home.codes_new')}</ButtonLink>
      </Notice>
    );
  }
  if (later) return null;
  return (
    <aside class="protection" aria-labelledby="protection">
      <div>
        <h2 id="protection">{t('home.protect')}</h2>
        <p class="hint">{t('home.protect_hint')}</p>
      </div>
      <div class="form-end">
        <ButtonLink href={authPaths.security()}>{t('home.protect_how')}</ButtonLink>
        <Button
          look="quiet"
          onClick={() => {
            preferences.write(laterKey, 'true');
            setLater(true);
          }}
        >
          {t('home.protect_later')}
        </Button>
      </div>
    </aside>
  );
}
