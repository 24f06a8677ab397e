/** `…/documents/…`: the files of an account, one of them, and the documents that are wanted, for either side. */

import { lazyPage } from '../../../ui/lazy-page';
import { NotFound } from '../../../ui/NotFound';
import { mayMakePapers } from '../data/paper';
import { documentPlace } from '../data/places';
import type { Place } from '../data/types';
import { usePlace } from '../data/use-place';
import { later } from '../texts/later';
import { Files } from './Files';

const FilePage = lazyPage<{ place: Place; fileId: string }>(
  () => import('./FilePage').then((module) => module.FilePage),
  later,
);
const Requests = lazyPage<{ place: Place }>(
  () => import('./Requests').then((module) => module.Requests),
  later,
);
const NewRequest = lazyPage<{ place: Place }>(
  () => import('./NewRequest').then((module) => module.NewRequest),
  later,
);

const NewPaper = lazyPage<{ place: Place }>(
  () => import('./NewPaper').then((module) => module.NewPaper),
  later,
);

interface Props {
  accountId?: string;
  /** What stands behind it. */
  page?: string;
  staff?: boolean;
}

export function DocumentPages({ accountId = '', page = '', staff = false }: Props) {
  const place = usePlace(accountId, staff);
  const at = documentPlace(page);
  if (!place || !at) return <NotFound />;
  // Each account has a page of its own: nothing of one is left on that of another.
  switch (at.page) {
    case 'files':
      return <Files key={accountId} place={place} />;
    case 'file':
      return <FilePage key={at.fileId} place={place} fileId={at.fileId} />;
    case 'requests':
      return place.may('documents.list_requests') ? <Requests key={accountId} place={place} /> : <NotFound />;
    case 'new':
      return place.may('documents.request_files') ? (
        <NewRequest key={accountId} place={place} />
      ) : (
        <NotFound />
      );
    case 'paper':
      return mayMakePapers(place) ? <NewPaper key={accountId} place={place} /> : <NotFound />;
  }
}
