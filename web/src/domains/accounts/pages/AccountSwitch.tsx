/** Which of the person's accounts this is; behind it are the ways to what it is, and to the others. */

import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { lazyPage } from '../../../ui/lazy-page';
import { later } from '../texts/later';

const AccountMenu = lazyPage(() => import('./Menus').then((module) => module.AccountMenu), later, 'part');

export function AccountSwitch({ current }: { current: Membership | undefined }) {
  const t = useText();
  const { staff } = useMe();

  if (!current) return staff ? <p class="account">{t('accounts.staff')}</p> : null;
  const { name } = current.account;
  return (
    <>
      <button
        type="button"
        class="account"
        popovertarget="accounts"
        aria-label={`${t('accounts.switch')}: ${name}`}
      >
        <bdi class="account-name" title={name}>
          {name}
        </bdi>
        <Icon name="swap" />
      </button>
      <div id="accounts" class="popover" popover="auto">
        <AccountMenu current={current} />
      </div>
    </>
  );
}
