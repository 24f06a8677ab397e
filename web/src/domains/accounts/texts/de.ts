/** Deutsch, des Kontowechsels und des persönlichen Menüs. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'accounts.staff': 'Team',
  'accounts.switch': 'Konto wechseln',
  'accounts.title': 'Ihre Konten',

  'menu.title': 'Ihr Menü: {name}',
  'menu.security': 'Anmeldung und Sicherheit',
  'menu.notifications': 'Mitteilungen einstellen',
  'menu.language_unsaved': '{language} gilt nur hier, in Ihrem Profil konnten wir das nicht speichern.',
  'menu.sign_out': 'Abmelden',

  'profile.title': 'Mein Profil',
};
