/** `/profile`: what a person may say about themselves, and the way to how they sign in. */

import '../styles/profile.css';
import { useText } from '../../../lib/i18n';
import { ButtonLink } from '../../../ui/Button';
import { Page } from '../../../ui/Page';
import { authPaths } from '../../auth/paths';
import { ProfileForm } from '../forms/ProfileForm';

export function Profile() {
  const t = useText();
  return (
    <Page title={t('profile.title')}>
      <ProfileForm />
      <section class="to-security" aria-labelledby="to-security">
        <h2 id="to-security">{t('profile.security')}</h2>
        <p class="hint">{t('profile.security_hint')}</p>
        <ButtonLink href={authPaths.security()}>{t('profile.security_open')}</ButtonLink>
      </section>
    </Page>
  );
}
