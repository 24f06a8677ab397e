/** Deutsch, des Profils; kommt mit ihm. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'accounts.none_title': 'Noch kein Konto',
  'accounts.none':
    'Sie sind angemeldet, gehören aber noch zu keinem Konto. Bitten Sie die Person, die Sie eingeladen hat, Sie hinzuzufügen.',
  'profile.invalid_phone':
    'Bitte prüfen Sie die Nummer. Sie beginnt mit der Ländervorwahl, etwa +49, und hat keine Null in Klammern.',
  'profile.name': 'Name',
  'profile.name_hint': 'Wird bei Ihren Nachrichten angezeigt',
  'profile.email': 'E-Mail-Adresse',
  'profile.email_hint': 'Damit melden Sie sich an. Ändern lässt sie sich hier noch nicht.',
  'profile.phone': 'Telefon (optional)',
  'profile.phone_hint': 'Mit Ländervorwahl, zum Beispiel +49 30 901820',
  'profile.language_here': 'In diesem Browser haben Sie stattdessen {language} gewählt.',
  'profile.time_zone': 'Zeitzone',
  'profile.time_there': 'Dort ist es jetzt {time} Uhr.',
  'profile.zone_of_device': 'Zeitzone dieses Geräts übernehmen: {place}',
  'profile.save': 'Speichern',
  'profile.saved': 'Ihr Profil ist gespeichert.',
  'profile.discard': 'Änderungen verwerfen',
  'profile.draft_kept':
    'Noch nicht gespeichert. Ihre Änderungen bleiben in diesem Tab erhalten, bis Sie sie speichern.',

  'profile.security': 'Anmeldung und Sicherheit',
  'profile.security_hint':
    'Ihr Passwort, Passkeys, die Authentifizierungs-App und die Geräte, auf denen Sie angemeldet sind.',
  'profile.security_open': 'Anmeldung und Sicherheit öffnen',

  'region.Africa': 'Afrika',
  'region.America': 'Amerika',
  'region.Antarctica': 'Antarktis',
  'region.Arctic': 'Arktis',
  'region.Asia': 'Asien',
  'region.Atlantic': 'Atlantik',
  'region.Australia': 'Australien',
  'region.Europe': 'Europa',
  'region.Indian': 'Indischer Ozean',
  'region.Pacific': 'Pazifik',
};
