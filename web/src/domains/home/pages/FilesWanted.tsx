/** The documents that we need of the customer: before all else on the start page. */

import { useText } from '../../../lib/i18n';
import type { HomeItem } from '../data/types';
import { HomeItems } from './HomeItems';

export interface FilesWantedProps {
  items: readonly HomeItem[];
  accountId: string;
}

export function FilesWanted({ items, accountId }: FilesWantedProps) {
  const t = useText();
  return (
    <section class="panel" aria-labelledby="wanted">
      <h2 id="wanted">{t('home.wanted_title')}</h2>
      <HomeItems items={items} accountId={accountId} labelledBy="wanted" showPerson />
    </section>
  );
}
