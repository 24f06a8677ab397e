/** The texts of what the start page says only to some. */

import type { Catalogue } from '../../../lib/i18n';

export const later: Catalogue = {
  en: () => import('./en-later').then((module) => module.en),
  de: () => import('./de-later').then((module) => module.de),
};
