/** One thing that happened in an account, in words. */

import { useBrand } from '../../../lib/brand';
import { useText } from '../../../lib/i18n';
import { Icon, type IconName } from '../../../ui/Icon';
import { RelativeTime } from '../../../ui/Time';
import { sentenceOf } from '../data/activity';
import type { Activity } from '../data/types';

const icons: Readonly<Record<string, IconName>> = { ticket: 'bubble', account: 'home', member: 'swap' };

/** Members and the team read a request at addresses of their own. */
export type TicketPath = (accountId: string, ticketId: string) => string;

interface Props {
  item: Activity;
  accountId: string;
  ticketPath: TicketPath;
}

export function ActivityLine({ item, accountId, ticketPath }: Props) {
  const t = useText();
  const { name: company } = useBrand();
  const { ticket } = item.ids;
  const looked = item.type === 'account.looked_at';
  return (
    <li>
      <Icon name={looked ? 'eye' : (icons[item.type.split('.')[0] ?? ''] ?? 'clock')} />
      <div>
        <p dir="auto">{sentenceOf(item, t, company)}</p>
        <p class="hint">
          <RelativeTime at={item.at} />
          {ticket && (
            <>
              {' · '}
              <a href={ticketPath(accountId, ticket)}>{t('activity.open_request')}</a>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
