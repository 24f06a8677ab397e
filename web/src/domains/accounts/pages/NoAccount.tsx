/** Signed in, but a member of nothing. */

import { useText } from '../../../lib/i18n';
import { Empty } from '../../../ui/Empty';
import { Page } from '../../../ui/Page';

export function NoAccount() {
  const t = useText();
  return (
    <Page title={t('accounts.none_title')}>
      <Empty title={t('accounts.none_title')}>
        <p>{t('accounts.none')}</p>
      </Empty>
    </Page>
  );
}
