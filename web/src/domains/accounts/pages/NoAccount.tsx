/** Signed in, but a member of nothing, or no longer of the account that was asked for. */

import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { Empty } from '../../../ui/Empty';
import { Page } from '../../../ui/Page';
import { Gone } from './Gone';

interface Props {
  /** What they were a member of a moment ago. */
  left?: Membership;
}

export function NoAccount({ left }: Props) {
  const t = useText();
  if (left) return <Gone account={left.account} />;
  return (
    <Page title={t('accounts.none_title')}>
      <Empty title={t('accounts.none_title')}>
        <p>{t('accounts.none')}</p>
      </Empty>
    </Page>
  );
}
