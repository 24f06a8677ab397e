/** Deutsch, des Kontowechsels und des persönlichen Menüs. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'accounts.staff': 'Team',
  'accounts.customers': 'Kunden',
  'accounts.approvals': 'Freigaben',
  'accounts.brand': 'Marke',
  'accounts.switch': 'Ihre Firma',

  'menu.title': 'Ihr Menü: {name}',
};
