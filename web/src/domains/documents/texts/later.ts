/** The texts of the pages of documents, which are loaded with them. */

import type { Catalogue } from '../../../lib/i18n';

export const later: Catalogue = {
  en: () => import('./en-later').then((module) => module.en),
  de: () => import('./de-later').then((module) => module.de),
};
