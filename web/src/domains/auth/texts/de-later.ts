/** Deutsch: Konto anlegen, neues Passwort, zweiter Faktor; kommt mit diesen Seiten. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'forgot.back_to_profile': 'Zurück zu meinem Profil',
  'forgot.title': 'Passwort zurücksetzen',
  'forgot.lead': 'Wir senden einen Code an die Adresse, mit der Sie sich anmelden.',
  'forgot.submit': 'Code senden',
  'forgot.remembered': 'Doch wieder eingefallen?',
  'forgot.password': 'Neues Passwort',
  'forgot.finish': 'Speichern und anmelden',
  'forgot.consequence':
    'Damit werden alle Ihre Geräte abgemeldet. Wenn Sie eine Authentifizierungs-App nutzen, brauchen Sie auch deren Code.',
  'forgot.almost':
    'Ihr neues Passwort ist gesetzt, und alle Geräte sind abgemeldet. Nur die Anmeldung hat noch nicht geklappt.',
  'forgot.mail_says':
    'Gibt es mit dieser Adresse kein Konto, enthält die Mail einen Hinweis statt eines Codes.',

  'sign_up.title': 'Konto anlegen',
  'sign_up.lead': 'Für Sie und Ihr Unternehmen. Es dauert zwei Minuten.',
  'sign_up.name': 'Ihr Name',
  'sign_up.company': 'Unternehmen',
  'sign_up.email': 'Geschäftliche E-Mail-Adresse',
  'sign_up.email_hint':
    'Damit melden Sie sich an. Wir senden Ihnen einen Code, um sicher zu sein, dass sie Ihnen gehört.',
  'sign_up.submit': 'Weiter',
  'sign_up.has_account': 'Sie haben schon ein Konto?',
  'sign_up.password': 'Passwort wählen',
  'sign_up.finish': 'Konto anlegen',
  'sign_up.almost': 'Ihr Konto ist angelegt. Nur die Anmeldung hat noch nicht geklappt.',
  'sign_up.mail_says':
    'Wenn Sie hier schon ein Konto haben, enthält die Mail einen Hinweis statt eines Codes.',

  'mailed.title': 'Prüfen Sie Ihren Posteingang',
  'mailed.sent_to': 'Wir haben eine Mail geschickt an',
  'mailed.code': 'Code aus der Mail',
  'mailed.code_hint': '{digits} Ziffern, gültig bis {time} Uhr',
  'mailed.incomplete': 'Bitte geben Sie alle {digits} Ziffern ein.',
  'mailed.missing': 'Keine Mail? Es kann eine Minute dauern; sehen Sie auch im Spam-Ordner nach.',
  'mailed.again': 'Neuen Code senden',
  'mailed.again_in': 'in {time} möglich',
  'mailed.sent_again': 'Eine neue Mail ist unterwegs. Codes aus früheren Mails gelten nicht mehr.',
  'mailed.wrong_address': 'Falsche Adresse?',
  'mailed.back': 'Zurück',
  'mailed.refused':
    'Dieser Code wurde nicht angenommen. Bitte vergleichen Sie ihn mit der neuesten Mail; ältere Codes gelten nicht mehr.',
  'mailed.expired':
    'Der Code ist abgelaufen. Lassen Sie sich einen neuen senden; was Sie eingegeben haben, ist noch da.',
  'mailed.used_up':
    'Das waren zu viele falsche Codes, deshalb gilt dieser nicht mehr. Lassen Sie sich einen neuen senden.',
  'mailed.too_many':
    'Das sind genug Mails für den Moment. Bitte sehen Sie auch im Spam-Ordner nach, oder warten Sie und versuchen Sie es erneut.',

  'password.rule.sign_up': 'Mindestens {count} Zeichen',
  'password.rule.forgot': 'Mindestens {count} Zeichen, mit Authentifizierungs-App {fewer}',
  'password.tip':
    'Leicht zu merken und schwer zu erraten: vier oder fünf Wörter, die nichts miteinander zu tun haben. Leerzeichen sind willkommen.',
  'password.too_short.sign_up': 'Das ist zu kurz: Es müssen mindestens {count} Zeichen sein.',
  'password.too_short.forgot':
    'Das ist zu kurz: Es müssen mindestens {count} Zeichen sein, mit Authentifizierungs-App {fewer}.',

  'totp.title': 'Authentifizierungs-App einrichten',
  'totp.demanded':
    'Ihr Unternehmen verlangt bei der Anmeldung einen zweiten Faktor: einen Code, den nur Ihr Telefon kennt. Das dauert eine Minute und ist nur einmal nötig.',
  'totp.chosen':
    'Zur Anmeldung gehört dann ein Code, den nur Ihr Telefon kennt. Ihr Passwort allein genügt nicht mehr.',
  'totp.app': 'Halten Sie eine App bereit',
  'totp.app_hint':
    'Zum Beispiel Google Authenticator, Microsoft Authenticator, 2FAS, Aegis oder Ihren Passwortmanager.',
  'totp.scan': 'Fügen Sie dieses Portal hinzu',
  'totp.scan_hint': 'Wählen Sie in der App „Hinzufügen“ oder „+“ und scannen Sie diesen Code.',
  'totp.qr':
    'QR-Code, der {brand} zu einer Authentifizierungs-App hinzufügt. Der Schlüssel darunter tut dasselbe.',
  'totp.open_app': 'In Ihrer Authentifizierungs-App öffnen',
  'totp.open_app_hint':
    'Falls die App auf diesem Gerät ist. Sonst scannen Sie den Code mit Ihrem anderen Gerät.',
  'totp.by_hand': 'Schlüssel von Hand eingeben',
  'totp.by_hand_hint': 'Wählen Sie in der App „Schlüssel eingeben“. Name: {brand}. Art: zeitbasiert.',
  'totp.copy': 'Schlüssel kopieren',
  'totp.again':
    'Dieser Code ist ein neuer. Wenn Sie den vorherigen gescannt haben, löschen Sie zuerst jenen Eintrag in Ihrer App.',
  'totp.enter': 'Geben Sie den Code ein, den die App anzeigt',
  'totp.enter_hint': 'Sechs Ziffern, alle 30 Sekunden neu',
  'totp.submit': 'Fertigstellen',
  'totp.refused':
    'Dieser Code passt nicht. Warten Sie auf den nächsten und versuchen Sie es erneut. Stellt Ihr Telefon die Uhr automatisch? Die Codes hängen davon ab.',
  'totp.expired':
    'Das hat zu lange gedauert und ist abgelaufen. Bitte beginnen Sie von vorn; den Eintrag in Ihrer App können Sie löschen.',
  'totp.used_up':
    'Das waren zu viele falsche Codes. Bitte beginnen Sie von vorn; den Eintrag in Ihrer App können Sie löschen.',
  'totp.not_now': 'Jetzt nicht?',
  'totp.other_person': 'Jemand anderes?',
  'totp.password_first':
    'Geben Sie zuerst noch einmal Ihr Passwort ein, damit niemand anderes das an Ihrem Gerät tun kann.',
  'totp.wrong_password': 'Das ist nicht Ihr Passwort. Bitte versuchen Sie es erneut.',
  'totp.continue': 'Weiter',
  'totp.back': 'Mein Profil',
};
