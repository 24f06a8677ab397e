/** The pages of documents for customers and for the team, and the way to them. */

import { Route } from 'preact-iso';
import type { Me, Membership } from '../../api/types';
import type { Translator } from '../../lib/i18n';
import { lazyPage } from '../../ui/lazy-page';
import type { Destination } from '../../ui/Shell';
import { documentLinks, documentRoots } from './paths';
import { later } from './texts/later';

const DocumentPages = lazyPage(
  () => import('./pages/DocumentPages').then((module) => module.DocumentPages),
  later,
);

/** For everybody who has the link to a file, signed in or not. */
export const SharedFile = lazyPage<{ me: Me | null }>(
  () => import('./pages/SharedFile').then((module) => module.SharedFile),
  later,
);

/** For everybody who holds a document of ours. */
export const Verify = lazyPage<{ me: Me | null }>(
  () => import('./pages/Verify').then((module) => module.Verify),
  later,
);

const { account, staff } = documentRoots;

export const documentRoutes = [
  <Route key={account} path={account} component={DocumentPages} />,
  <Route key={staff} path={staff} component={DocumentPages} staff />,
];

export function documentDestinations(
  membership: Membership | undefined,
  path: string,
  t: Translator,
): Destination[] {
  if (!membership?.may.includes('documents.list_files')) return [];
  const href = documentLinks.files(membership.account.id);
  return [{ href, icon: 'file', label: t('documents.nav'), current: path.startsWith(href) }];
}
