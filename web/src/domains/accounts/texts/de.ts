/** Deutsch, des Kontowechsels und des persönlichen Menüs. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'accounts.staff': 'Team',
  'accounts.switch': 'Konto wechseln',
  'accounts.title': 'Ihre Konten',
  'accounts.none_title': 'Noch kein Konto',
  'accounts.none':
    'Sie sind angemeldet, gehören aber noch zu keinem Konto. Bitten Sie die Person, die Sie eingeladen hat, Sie hinzuzufügen.',

  'menu.title': 'Ihr Menü: {name}',
  'menu.language_unsaved':
    'Sie sehen das Portal hier auf {language}, aber in Ihrem Profil konnten wir das nicht speichern.',
  'menu.sign_out': 'Abmelden',

  'profile.title': 'Mein Profil',
};
