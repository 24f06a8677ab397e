/** Deutsch, was die Startseite nur manchen sagt; kommt damit. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'home.protect': 'Schützen Sie Ihr Konto mit einem zweiten Faktor',
  'home.protect_hint': 'Ein Passkey oder eine Authentifizierungs-App: Das dauert eine Minute.',
  'home.protect_how': 'Auswählen',
  'home.protect_later': 'Jetzt nicht',
  'home.codes_few.one': 'Nur noch {count} Wiederherstellungscode ist übrig.',
  'home.codes_few.other': 'Nur noch {count} Wiederherstellungscodes sind übrig.',
  'home.wanted_title': 'Angeforderte Dokumente',
  'home.sign_title': 'Bitte unterschreiben',
  'home.sign_named': '„{title}“ unterschreiben',
  'home.sign': 'Lesen und unterschreiben',
  'home.codes_new': 'Neue Codes erstellen',
};
