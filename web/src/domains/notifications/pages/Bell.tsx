/** The way to what the person was told, with how much of it is new. */

import '../styles/notifications.css';
import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { useUnread } from '../data/use-notifications';
import { notificationPaths } from '../paths';

/** More are not told apart. */
const most = 99;

export function Bell({ current }: { current: boolean }) {
  const t = useText();
  const unread = useUnread();
  const label = unread === 0 ? t('bell.none') : t.count('bell.some', unread);
  return (
    <a
      class="bell"
      href={notificationPaths.list()}
      aria-label={label}
      title={label}
      aria-current={current ? 'page' : undefined}
    >
      <Icon name="bell" />
      {unread > 0 && (
        <span class="bell-count" key={unread} aria-hidden="true">
          {unread > most ? `${most}+` : unread}
        </span>
      )}
    </a>
  );
}
