/** Which of the person's accounts this is, and the way to the others. */

import { useRef } from 'preact/hooks';
import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { homePaths } from '../../home/paths';

export function AccountSwitch({ current }: { current: Membership | undefined }) {
  const t = useText();
  const { memberships, staff } = useMe();
  const popover = useRef<HTMLDivElement>(null);

  if (!current) return staff ? <p class="account">{t('accounts.staff')}</p> : null;
  if (memberships.length < 2)
    return (
      <p class="account">
        <bdi class="account-name" title={current.account.name}>
          {current.account.name}
        </bdi>
      </p>
    );
  return (
    <>
      <button
        type="button"
        class="account"
        popovertarget="accounts"
        aria-label={`${t('accounts.switch')}: ${current.account.name}`}
      >
        <bdi class="account-name" title={current.account.name}>
          {current.account.name}
        </bdi>
        <Icon name="swap" />
      </button>
      <div id="accounts" class="popover" popover="auto" ref={popover}>
        <h2>{t('accounts.title')}</h2>
        <ul>
          {memberships.map(({ account }) => (
            <li key={account.id}>
              <a
                href={homePaths.home(account.id)}
                aria-current={account.id === current.account.id ? 'true' : undefined}
                onClick={() => popover.current?.hidePopover()}
              >
                <bdi>{account.name}</bdi>
                {account.id === current.account.id && <Icon name="check" />}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
