/** Deutsch, mit „Sie“: was alle Bereiche gemeinsam haben. */

import type { Translation } from '../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'language.en': 'English',
  'language.de': 'Deutsch',

  'action.retry': 'Erneut versuchen',
  'action.copied': 'Kopiert',
  'action.copy_refused':
    'Ihr Browser lässt uns nicht kopieren. Der Text ist markiert: Drücken Sie Strg + C oder ⌘ C.',
  'action.load_more': 'Mehr anzeigen',
  'action.back_home': 'Zur Startseite',
  'action.print': 'Drucken',
  'action.reload': 'Seite neu laden',
  'action.close': 'Schließen',

  'state.loading': 'Wird geladen …',
  'state.stale': 'Das Portal ist gerade nicht erreichbar. Was Sie sehen, ist vielleicht nicht mehr aktuell.',
  'state.wait': 'In {time} können Sie es erneut versuchen.',

  'shell.skip': 'Zum Inhalt springen',
  'shell.nav': 'Hauptmenü',

  'legal.imprint': 'Impressum',
  'legal.privacy': 'Datenschutz',
  'legal.terms': 'AGB',

  'look.language': 'Sprache',
  'look.theme': 'Darstellung',

  'theme.system': 'System',
  'theme.light': 'Hell',
  'theme.dark': 'Dunkel',

  'not_found.title': 'Diese Seite gibt es nicht',
  'not_found.text':
    'Der Link ist vielleicht veraltet oder gehört zu einem Konto, in dem Sie nicht Mitglied sind.',

  'broken.title': 'Hier ist etwas schiefgegangen',
  'broken.text':
    'Das liegt an uns, nicht an Ihnen. Was Sie geschrieben haben, bleibt erhalten. Versuchen Sie es erneut oder laden Sie die Seite neu.',

  'cookies.refused':
    'Ihr Browser lehnt Cookies für diese Seite ab. Ohne sie sind Sie abgemeldet, sobald Sie die Seite neu laden oder schließen. Erlauben Sie Cookies in den Einstellungen Ihres Browsers und laden Sie die Seite dann neu.',

  'draft.not_kept':
    'Ihr Browser merkt sich für diese Seite nichts: Was Sie schreiben, geht beim Neuladen verloren.',

  'unreachable.title': 'Das Portal ist nicht erreichbar',

  'field.required': 'Bitte füllen Sie dieses Feld aus.',
  'field.too_long': 'Das ist zu lang. Bitte kürzen Sie es.',
  'field.control_character':
    'Darin sind Zeichen, die sich nicht senden lassen. Bitte tippen Sie den Text neu.',
  'field.invalid_format': 'Bitte prüfen Sie diese Angabe.',
  'field.too_weak':
    'Das ist leicht zu erraten. Nehmen Sie mehrere Wörter, die nichts miteinander zu tun haben.',
  'field.left.one': 'Noch {count} Zeichen',
  'field.left.other': 'Noch {count} Zeichen',
  'field.over.one': '{count} Zeichen zu viel',
  'field.over.other': '{count} Zeichen zu viel',

  'problem.offline':
    'Keine Antwort vom Portal. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut; Ihr Text geht nicht verloren.',
  'problem.unavailable':
    'Das Portal ist gerade ausgelastet. Bitte versuchen Sie es gleich noch einmal; Ihr Text geht nicht verloren.',
  'problem.internal':
    'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es erneut; Ihr Text geht nicht verloren.',
  'problem.invalid_credentials': 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
  'problem.challenge_refused':
    'Dieser Code wurde nicht angenommen. Warten Sie auf den nächsten in Ihrer App und versuchen Sie es erneut, oder beginnen Sie von vorn.',
  'problem.address_taken': 'Mit dieser Adresse gibt es inzwischen ein Konto. Bitte melden Sie sich an.',
  'problem.session_ended': 'Ihre Sitzung ist abgelaufen. Bitte melden Sie sich erneut an.',
  'problem.mfa_required':
    'Hier ist ein zweiter Faktor nötig, und für Sie ist keiner eingerichtet. Bitte wenden Sie sich an Ihre Administration.',
  'problem.step_up_required': 'Bitte bestätigen Sie zuerst, dass Sie es sind.',
  'problem.held_back':
    'Ihr zweiter Faktor wurde zurückgesetzt. Zum Schutz Ihres Kontos geht das erst einen Tag danach.',
  'problem.last_owner': 'Es wurde nichts geändert. Geben Sie die Rolle Inhaber/in zuerst jemand anderem.',
  'problem.last_factor':
    'Ihr Unternehmen verlangt einen zweiten Faktor. Fügen Sie einen anderen hinzu, bevor Sie diesen entfernen.',
  'problem.no_second_factor': 'Bitte richten Sie zuerst einen Passkey oder eine Authentifizierungs-App ein.',
  'problem.not_allowed':
    'Dafür fehlt Ihnen die Berechtigung. Die Inhaberin oder der Inhaber Ihres Kontos kann das ändern.',
  'problem.not_found':
    'Das haben wir nicht gefunden. Der Link ist vielleicht veraltet oder gehört zu einem Konto, in dem Sie nicht Mitglied sind.',
  'problem.conflict':
    'Das hat sich inzwischen geändert. Laden Sie die Seite neu und versuchen Sie es erneut.',
  'problem.payload_too_large': 'Das ist zu viel Text für eine Nachricht. Bitte kürzen Sie ihn.',
  'problem.invalid_body': 'Bitte prüfen Sie die markierten Angaben.',
  'problem.too_many_attempts': 'Zu viele Versuche. Zum Schutz des Kontos warten Sie bitte einen Moment.',
  'problem.limit_reached':
    'Das ist mehr, als wir in einer Stunde annehmen. Es geht nichts verloren: Bitte versuchen Sie es später noch einmal.',
  'problem.too_many_requests': 'Das war viel auf einmal. Bitte warten Sie einen Moment.',
};
