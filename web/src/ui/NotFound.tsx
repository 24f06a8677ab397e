/** Any address that is not one of ours, or not the person's to see. */

import { useText } from '../lib/i18n';
import { root } from '../lib/paths';
import { ButtonLink } from './Button';
import { Page } from './Page';

export function NotFound() {
  const t = useText();
  return (
    <Page title={t('not_found.title')}>
      <p class="lead">{t('not_found.text')}</p>
      <p>
        <ButtonLink href={root} look="primary">
          {t('action.back_home')}
        </ButtonLink>
      </p>
    </Page>
  );
}
