/** The texts of the profile and of an account, which are loaded with these pages. */

import type { Catalogue } from '../../../lib/i18n';

export const later: Catalogue = {
  en: () => import('./en-later').then((module) => module.en),
  de: () => import('./de-later').then((module) => module.de),
};
