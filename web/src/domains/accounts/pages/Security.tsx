/** How a person signs in, and the ways to change it. */

import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { authPaths } from '../../auth/paths';
import { profilePaths } from '../paths';

export function Security() {
  const t = useText();
  const { person } = useMe();
  return (
    <section class="security" aria-labelledby="security">
      <h2 id="security">{t('security.title')}</h2>
      <div class="security-part">
        <div>
          <h3>{t('security.password')}</h3>
          <p class="hint">{t('security.password_hint')}</p>
        </div>
        <ButtonLink href={authPaths.forgotPassword(profilePaths.profile())}>
          {t('security.change_password')}
        </ButtonLink>
      </div>
      <div class="security-part">
        <div>
          <h3>{t('security.app')}</h3>
          {person.totp_enrolled ? (
            <p class="saved">
              <Icon name="check" />
              <span>{t('security.app_on')}</span>
            </p>
          ) : (
            <p class="hint">{t('security.app_off')}</p>
          )}
        </div>
        {!person.totp_enrolled && (
          <ButtonLink href={authPaths.authenticator()} look="primary">
            {t('security.set_up_app')}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
