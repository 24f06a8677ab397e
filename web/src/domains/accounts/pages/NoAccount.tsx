/** Signed in, but a member of nothing. */

import { useText } from '../../../lib/i18n';
import { Empty } from '../../../ui/Empty';
import { Page } from '../../../ui/Page';

export function NoAccount() {
  const t = useText();
  return (
    <Page title={t('home.no_access_title')}>
      <Empty title={t('home.no_access_title')}>
        <p>{t('home.no_access')}</p>
      </Empty>
    </Page>
  );
}
