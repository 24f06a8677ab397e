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
  'sign_up.terms': 'AGB',
  'sign_up.privacy': 'Datenschutzhinweise',
  'sign_up.agree.both': 'Ich akzeptiere die ⟦terms⟧ und habe die ⟦privacy⟧ gelesen.',
  'sign_up.agree.terms': 'Ich akzeptiere die ⟦terms⟧.',
  'sign_up.agree.privacy': 'Ich habe die ⟦privacy⟧ gelesen.',
  'sign_up.agree_first': 'Bitte setzen Sie hier ein Häkchen, um fortzufahren.',
  'sign_up.invited_title': 'Zugang anlegen',
  'sign_up.invited_lead': 'Damit arbeiten Sie für {company}. Es dauert zwei Minuten.',
  'sign_up.invited_email_hint':
    'Die Einladung gilt nur für diese Adresse. Wir senden Ihnen einen Code, um sicherzugehen, dass sie Ihnen gehört.',
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

  'code.label': 'Sechsstelliger Code',
  'code.hint':
    'Öffnen Sie Ihre Authentifizierungs-App und geben Sie den Code ein, den sie für {brand} anzeigt. Er wechselt alle 30 Sekunden.',
  'code.submit': 'Weiter',
  'code.expired': 'Diese Anmeldung hat zu lange gedauert und ist abgelaufen. Bitte beginnen Sie von vorn.',
  'code.start_over': 'Von vorn beginnen',
  'code.start_over_hint': 'Nicht Ihr Konto?',
  'code.lost': 'Telefon oder App verloren?',
  'code.lost_text':
    'Sehen Sie zuerst auf Ihren anderen Geräten nach: Viele Apps und Passwortmanager haben eine Kopie. Haben Sie Wiederherstellungscodes aufbewahrt? Mit einem davon kommen Sie hinein. Gibt es beides nicht, wenden Sie sich an {brand}. Wir vergewissern uns, dass Sie es sind, und setzen die App zurück, damit Sie eine neue einrichten können. Nach Ihrem Passwort oder einem Code fragen wir dabei nie.',
  'code.incomplete': 'Bitte geben Sie alle sechs Ziffern ein.',

  'challenge.totp': 'Code eingeben',
  'challenge.passkey': 'Mit Passkey bestätigen',
  'challenge.recovery_code': 'Wiederherstellungscode eingeben',

  'way.passkey': 'Passkey verwenden',
  'way.totp': 'Code aus der App verwenden',
  'way.password': 'Passwort verwenden',
  'way.recovery_code': 'Wiederherstellungscode verwenden',

  'passkey.sign_in': 'Mit Passkey anmelden',
  'passkey.ask': 'Ihr Gerät fragt nach Fingerabdruck, Gesicht oder dem Code, mit dem Sie es entsperren.',
  'passkey.use': 'Passkey verwenden',
  'passkey.cancelled':
    'Das wurde abgebrochen oder hat zu lange gedauert. Es hat sich nichts geändert; bitte versuchen Sie es erneut.',
  'passkey.known': 'Auf diesem Gerät gibt es schon einen Passkey für Sie. Sie können ihn verwenden.',
  'passkey.failed':
    'Ihr Browser konnte hier keinen Passkey verwenden. Bitte nehmen Sie ein anderes Gerät oder einen anderen Weg.',
  'passkey.refused':
    'Dieser Passkey wurde nicht angenommen. Vielleicht wurde er entfernt, oder es hat zu lange gedauert. Bitte versuchen Sie es erneut, oder wählen Sie einen anderen Weg.',
  'passkey.title': 'Passkeys',
  'passkey.lead':
    'Melden Sie sich mit Fingerabdruck, Gesicht oder dem Code Ihres Geräts an. Das geht ohne Passwort, und niemand kann es Ihnen entlocken.',
  'passkey.added_at': 'Hinzugefügt',
  'passkey.never_used': 'Noch nicht verwendet',
  'passkey.add': 'Passkey hinzufügen',
  'passkey.add_now': 'Weiter',
  'passkey.name': 'Name des Passkeys',
  'passkey.name_hint': 'Damit Sie ihn von anderen unterscheiden. Danach fragt Ihr Gerät Sie.',
  'passkey.added': 'Ihr Passkey ist hinzugefügt.',
  'passkey.removed': 'Der Passkey ist entfernt.',
  'passkey.remove_title': 'Passkey „{name}“ entfernen?',
  'passkey.remove_text':
    'Damit können Sie sich hier nicht mehr anmelden. Löschen Sie ihn auch auf Ihrem Gerät, damit er Ihnen nicht mehr angeboten wird.',
  'passkey.unknown_here':
    'Dieser Browser kennt keine Passkeys. Fügen Sie einen in einem anderen Browser oder auf Ihrem Telefon hinzu.',

  'recovery.label': 'Wiederherstellungscode',
  'recovery.hint':
    'Einer der zehn Codes, die Sie aufbewahrt haben, zum Beispiel 7K3M9-QX2PT. Jeder gilt ein einziges Mal.',
  'recovery.incomplete': 'Ein Wiederherstellungscode hat zehn Buchstaben und Ziffern. Bitte prüfen Sie ihn.',
  'recovery.refused':
    'Dieser Wiederherstellungscode wurde nicht angenommen. Jeder gilt nur einmal, und neue Codes ersetzen die alten.',
  'recovery.lost': 'Ich habe meine App nicht mehr: gleich eine neue einrichten',

  'step_up.title': 'Sind Sie es?',
  'step_up.why': 'Bitte bestätigen Sie, dass Sie es sind. Erst dann geht es weiter.',
  'step_up.submit': 'Bestätigen',
  'step_up.cancel': 'Abbrechen',
  'step_up.refused':
    'Das Passwort oder der Code stimmt nicht. Warten Sie auf den nächsten Code in Ihrer App und versuchen Sie es erneut.',

  'security.title': 'Anmeldung und Sicherheit',
  'security.held':
    'Ihr zweiter Faktor wurde zurückgesetzt. Zum Schutz Ihres Kontos geht hier manches erst wieder ab {time}.',
  'email_change.title': 'E-Mail-Adresse',
  'email_change.now': 'Sie melden sich an mit',
  'email_change.change': 'Adresse ändern',
  'email_change.new': 'Neue E-Mail-Adresse',
  'email_change.new_hint': 'Wir senden einen Code dorthin, um sicher zu sein, dass sie Ihnen gehört.',
  'email_change.same': 'Diese Adresse haben Sie schon.',
  'email_change.confirm': 'Adresse ändern',
  'email_change.consequence':
    'Danach melden Sie sich mit der neuen Adresse an, und unsere Mails gehen dorthin.',
  'email_change.keep': 'Bisherige Adresse behalten',
  'email_change.changed': 'Ihre Adresse ist geändert. Ab jetzt melden Sie sich mit der neuen an.',
  'email_change.former_told':
    'Wir schreiben auch an {email}. Von dort lässt sich die Änderung 72 Stunden lang rückgängig machen.',
  'email_change.taken':
    'Mit dieser Adresse hat sich inzwischen jemand registriert. Bitte nehmen Sie eine andere.',
  'email_change.mail_says':
    'Hat hier schon jemand diese Adresse, enthält die Mail einen Hinweis statt eines Codes.',

  'undo_email.title': 'Änderung Ihrer Adresse rückgängig machen?',
  'undo_email.lead':
    'Für Ihren Zugang gilt jetzt eine andere E-Mail-Adresse. Waren Sie das nicht, machen Sie es hier rückgängig.',
  'undo_email.consequence':
    'Danach melden Sie sich wieder mit Ihrer bisherigen Adresse an, und alle Geräte werden abgemeldet. Wählen Sie dann ein neues Passwort: Das jetzige kennt jemand anderes.',
  'undo_email.act': 'Rückgängig machen',
  'undo_email.was_you': 'Waren Sie es? Dann ist nichts zu tun, und Sie können diese Seite schließen.',
  'undo_email.meanwhile':
    'Die Adresse wurde genau in diesem Moment geändert. Bitte versuchen Sie es noch einmal.',
  'undo_email.undone_title': 'Die Änderung ist rückgängig gemacht',
  'undo_email.undone':
    'Ihre bisherige Adresse gilt wieder, und alle Geräte sind abgemeldet. Wählen Sie jetzt bitte ein neues Passwort.',
  'undo_email.new_password': 'Neues Passwort wählen',
  'undo_email.sign_in': 'Anmelden',
  'undo_email.dead_title': 'Dieser Link gilt nicht mehr',
  'undo_email.dead.incomplete':
    'Der Link ist nicht vollständig. Bitte öffnen Sie den Link aus der Mail als Ganzes.',
  'undo_email.dead.expired': 'Er galt 72 Stunden lang, und die sind vorbei. Bitte wenden Sie sich an uns.',
  'undo_email.dead.settled':
    'Die Adresse wurde schon zurückgesetzt, und damit auch alle späteren Änderungen.',
  'undo_email.dead.no_login': 'Diesen Zugang gibt es nicht mehr.',
  'undo_email.dead.taken':
    'Mit Ihrer bisherigen Adresse hat sich inzwischen jemand registriert. Bitte wenden Sie sich an uns.',

  'security.password': 'Passwort',
  'security.password_now': 'Aktuelles Passwort',
  'security.password_forgotten': 'Vergessen? Per E-Mail zurücksetzen',
  'security.password_change': 'Passwort ändern',
  'security.password_changed': 'Ihr Passwort ist geändert. Ihre anderen Geräte sind abgemeldet.',
  'security.password_consequence': 'Ihre anderen Geräte werden damit abgemeldet.',
  'security.app': 'Authentifizierungs-App',
  'security.app_on': 'Eingerichtet. Sie zeigt Ihnen den Code für die Anmeldung.',
  'security.app_off': 'Nicht eingerichtet. Sie zeigt einen Code, den Sie nach dem Passwort eingeben.',
  'security.app_set_up': 'Authentifizierungs-App einrichten',
  'security.app_replace': 'Andere App einrichten',
  'security.app_remove': 'App entfernen',
  'security.app_removed': 'Die Authentifizierungs-App ist entfernt.',
  'security.app_remove_title': 'Authentifizierungs-App entfernen?',
  'security.app_remove_text':
    'Ihre Codes werden nicht mehr angenommen. Den Eintrag in der App können Sie danach löschen.',
  'security.remove': 'Entfernen',
  'security.cancel': 'Abbrechen',
  'security.last_used': 'Zuletzt verwendet',

  'codes.part': 'Wiederherstellungscodes',
  'codes.what':
    'Für den Tag, an dem Ihr Telefon weg ist: Jeder Code ersetzt ein einziges Mal den zweiten Faktor.',
  'codes.left': '{count} Ihrer zehn Codes sind noch übrig.',
  'codes.few.one': 'Nur noch {count} Wiederherstellungscode ist übrig. Bitte erstellen Sie neue.',
  'codes.few.other': 'Nur noch {count} Wiederherstellungscodes sind übrig. Bitte erstellen Sie neue.',
  'codes.none':
    'Sie haben keine Wiederherstellungscodes. Ohne sie kommen Sie nicht mehr hinein, wenn Sie Ihr Telefon verlieren.',
  'codes.later':
    'Sie bekommen sie, sobald Sie einen Passkey oder eine Authentifizierungs-App eingerichtet haben.',
  'codes.create': 'Wiederherstellungscodes erstellen',
  'codes.renew': 'Neue Codes erstellen',
  'codes.renew_hint': 'Die alten gelten dann nicht mehr.',
  'codes.title': 'Ihre Wiederherstellungscodes',
  'codes.lead':
    'Bewahren Sie sie dort auf, wo Sie sie ohne Ihr Telefon finden: auf Papier oder in einem Passwortmanager. Wir zeigen sie nur dieses eine Mal.',
  'codes.of': 'Wiederherstellungscodes für {brand}, {date}',
  'codes.copy': 'Codes kopieren',
  'codes.copy_refused':
    'Ihr Browser lässt uns nicht kopieren. Bitte drucken Sie die Codes oder schreiben Sie sie ab.',
  'codes.kept': 'Ich habe sie aufbewahrt',

  'sessions.title': 'Wo Sie angemeldet sind',
  'sessions.lead': 'Kennen Sie eines der Geräte nicht? Melden Sie es ab und ändern Sie Ihr Passwort.',
  'sessions.this_one': 'Dieses Gerät',
  'sessions.since': 'Angemeldet',
  'sessions.by.password': 'Mit Passwort',
  'sessions.by.totp': 'Mit Passwort und App',
  'sessions.by.passkey': 'Mit Passkey',
  'sessions.by.recovery_code': 'Mit Passwort und Wiederherstellungscode',
  'sessions.end': 'Abmelden',
  'sessions.end_others': 'Alle anderen Geräte abmelden',
  'sessions.ended': 'Erledigt. Dort ist niemand mehr angemeldet.',

  'device.desk': '{browser} unter {system}',
  'device.hand': '{browser} auf {system}',
  'device.unknown': 'Unbekanntes Gerät',

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
  'totp.back': 'Anmeldung und Sicherheit',
  'totp.profile': 'Mein Profil',
  'totp.replaces': 'Richten Sie jetzt die neue App ein. Sobald das geschehen ist, gilt die alte nicht mehr.',
  'totp.replaces_own':
    'Die neue App tritt an die Stelle Ihrer bisherigen, deren Codes dann nicht mehr gelten.',
};
