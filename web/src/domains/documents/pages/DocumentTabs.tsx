/** The ways between the files, the documents that are wanted, and the trash; for the team also back to the customer. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { customers } from '../../accounts/paths';
import { places } from '../data/places';
import type { Place } from '../data/types';
import { useAccountName } from '../data/use-account-name';

export type Tab = 'files' | 'wanted' | 'trash';

export function DocumentTabs({ place, current }: { place: Place; current: Tab }) {
  const t = useText();
  const tabs = [
    { tab: 'files', href: places.folder(place, ''), shown: true },
    { tab: 'wanted', href: places.requests(place), shown: place.may('documents.list_requests') },
    { tab: 'trash', href: places.trash(place), shown: place.may('documents.update_file') },
  ] as const;
  return (
    <nav class="tabs document-tabs" aria-label={t('documents.views')}>
      {tabs
        .filter(({ shown }) => shown)
        .map(({ tab, href }) => (
          <a key={tab} href={href} aria-current={tab === current ? 'page' : undefined}>
            {t(`documents.tab.${tab}`)}
          </a>
        ))}
    </nav>
  );
}

/** Stands above the title, for the team. */
export function OfCustomer({ place }: { place: Place }) {
  const name = useAccountName(place);
  if (!place.staff || !name) return null;
  return (
    <a class="back" href={`${customers}/${place.accountId}`}>
      <Icon name="back" />
      <bdi>{name}</bdi>
    </a>
  );
}
