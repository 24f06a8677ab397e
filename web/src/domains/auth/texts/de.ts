/** Deutsch, der Anmeldung. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'sign_in.title': 'Anmelden',
  'sign_in.email': 'E-Mail-Adresse',
  'sign_in.password': 'Passwort',
  'sign_in.show_password': 'Passwort anzeigen',
  'sign_in.hide_password': 'Passwort verbergen',
  'sign_in.caps_lock': 'Die Feststelltaste ist aktiv.',
  'sign_in.submit': 'Anmelden',
  'sign_in.ended':
    'Ihre Sitzung ist abgelaufen. Nach der Anmeldung sind Sie wieder dort, wo Sie waren; was Sie geschrieben haben, ist noch da.',
  'sign_in.left': 'Sie sind abgemeldet. Bis bald!',
  'sign_in.forgot': 'Passwort vergessen?',
  'sign_in.new_here': 'Neu hier?',
  'sign_in.sign_up': 'Konto anlegen',

  'sign_up.done': 'Willkommen! Ihr Konto ist angelegt.',

  'forgot.done': 'Ihr neues Passwort ist gesetzt. Alle anderen Geräte wurden abgemeldet.',

  'totp.done':
    'Ihre Authentifizierungs-App ist eingerichtet. Zur Anmeldung brauchen Sie ab jetzt den Code aus der App.',

  'email.letters': 'Vor dem @ dürfen keine Umlaute und Akzente stehen: Solche Adressen erreicht keine Mail.',
  'email.invalid': 'Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@firma.de.',
};
