/** One thing that happened in an account, in words. */

import { useBrand } from '../../../lib/brand';
import { useText } from '../../../lib/i18n';
import { Icon, type IconName } from '../../../ui/Icon';
import { RelativeTime } from '../../../ui/Time';
import { sentenceOf } from '../data/activity';
import { matterOf } from '../data/matter-of';
import type { Activity } from '../data/types';

const icons: Readonly<Record<string, IconName>> = {
  ticket: 'bubble',
  file: 'file',
  files: 'file',
  document: 'file',
  signature: 'check',
  brand: 'badge',
  account: 'home',
  member: 'swap',
};

interface Props {
  item: Activity;
  accountId: string;
  /** Members and the team read a matter at addresses of their own. */
  staff: boolean;
}

export function ActivityLine({ item, accountId, staff }: Props) {
  const t = useText();
  const { name: company } = useBrand();
  const matter = matterOf(item, accountId, staff);
  const looked = item.type === 'account.looked_at';
  return (
    <li>
      <Icon name={looked ? 'eye' : (icons[item.type.split('.')[0] ?? ''] ?? 'clock')} />
      <div>
        <p dir="auto">{sentenceOf(item, t, company)}</p>
        <p class="hint">
          <RelativeTime at={item.at} />
          {matter && (
            <>
              {' · '}
              <a href={matter.href}>{t(matter.label)}</a>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
