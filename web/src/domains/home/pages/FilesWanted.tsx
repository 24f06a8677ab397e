/** What we need of the customer, signatures and documents: before all else on the start page. */

import { useText } from '../../../lib/i18n';
import type { HomeItem } from '../data/types';
import { HomeItems } from './HomeItems';
import { SignaturesAsked } from './SignaturesAsked';

export interface FilesWantedProps {
  items: readonly HomeItem[];
  accountId: string;
}

export function FilesWanted({ items, accountId }: FilesWantedProps) {
  const t = useText();
  const signatures = items.filter(({ kind }) => kind === 'signature_asked');
  const files = items.filter((item) => !signatures.includes(item));
  return (
    <>
      {signatures[0] && <SignaturesAsked items={signatures} accountId={accountId} />}
      {files[0] && (
        <section class="panel" aria-labelledby="wanted">
          <h2 id="wanted">{t('home.wanted_title')}</h2>
          <HomeItems items={files} accountId={accountId} labelledBy="wanted" showPerson />
        </section>
      )}
    </>
  );
}
