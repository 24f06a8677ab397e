/** `/profile`: what a person may say about themselves, and how they sign in. */

import '../styles/profile.css';
import { useText } from '../../../lib/i18n';
import { Page } from '../../../ui/Page';
import { ProfileForm } from '../forms/ProfileForm';
import { Security } from './Security';

export function Profile() {
  const t = useText();
  return (
    <Page title={t('profile.title')}>
      <ProfileForm />
      <Security />
    </Page>
  );
}
