/** German, of what a person is told. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'notifications.title': 'Mitteilungen',
  'notifications.empty_title': 'Noch nichts',
  'notifications.empty':
    'Wenn Ihnen jemand antwortet oder sich etwas ändert, das Sie betrifft, finden Sie es hier.',
  'notifications.read_all': 'Alle als gelesen markieren',
  'notifications.read_one': 'Als gelesen markieren',
  'notifications.unread.one': '{count} neu',
  'notifications.unread.other': '{count} neu',
  'news.ticket_opened': '{name} hat eine Anfrage gestellt',
  'news.ticket_replied': '{name} hat geschrieben',
  'news.ticket_solved': '{name} hat die Anfrage als gelöst markiert',
  'news.ticket_reopened': '{name} hat die Anfrage wieder geöffnet',
  'news.file_added': '{name} hat eine Datei hochgeladen',
  'news.file_commented': '{name} hat die Datei kommentiert',
  'news.files_asked': '{name} fordert Dokumente an',
  'news.files_submitted': '{name} hat ein Dokument gesendet',
  'news.files_reviewed': '{name} hat das Gesendete geprüft',
  'news.files_done': '{name} hat alle Dokumente angenommen',
  'news.files_due': 'Die Dokumente sind heute fällig',
  'news.files_withdrawn': '{name} benötigt die Dokumente nicht mehr',
  'news.signature_asked': '{name} bittet um Ihre Unterschrift',
  'news.signature_declined': '{name} hat nicht unterschrieben',
  'news.signature_done': 'Alle haben unterschrieben',
  'news.document_revoked': '{name} hat dieses Dokument widerrufen',
  'news.document_failed': 'Dieses Dokument konnte nicht erstellt werden',
  'news.mail_bounced': 'Mails an {name} ({address}) kommen nicht an',
  'news.somebody': 'Jemand',

  'preferences.title': 'Was wir Ihnen mitteilen',
  'preferences.lead':
    'Im Portal finden Sie alles zu Ihren Anfragen. Wählen Sie hier, worüber wir Sie außerdem informieren, und wann.',
  'preferences.matrix': 'Was geschieht, und wie Sie es erfahren',
  'preferences.topic': 'Was geschieht',
  'preferences.saving': 'Wird gespeichert …',
  'preferences.saved': 'Gespeichert',
  'preferences.saved_told': 'Gespeichert. {name}, {way}: {timing}.',
  'preferences.undo': 'Rückgängig',
  'preferences.not_saved': 'Das ist nicht gespeichert.',
  'preferences.sms_first': 'Für SMS bestätigen Sie zuerst Ihre Nummer:',
  'preferences.sms_first_link': 'SMS',

  'channel.inbox': 'Portal',
  'channel.mail': 'E-Mail',
  'channel.sms': 'SMS',

  'timing.now': 'Sofort',
  'timing.daily': 'Täglich um {time} Uhr',
  'timing.never': 'Nie',
  'timing.always': 'Immer',
  'timing.fixed': 'Immer sofort',

  'topic.customer.ticket_opened': 'Neue Anfragen in Ihrem Konto',
  'topic.customer.ticket_opened.explained': 'Wenn jemand anderes uns etwas fragt und Sie es sehen dürfen.',
  'topic.customer.ticket_replied': 'Antworten',
  'topic.customer.ticket_replied.explained': 'In Ihren Anfragen und in anderen, denen Sie folgen.',
  'topic.customer.ticket_status': 'Gelöst oder wieder geöffnet',
  'topic.customer.ticket_status.explained':
    'Wenn eine Anfrage als gelöst markiert oder wieder geöffnet wird.',
  'topic.customer.documents': 'Dokumente',
  'topic.customer.documents.explained':
    'Wenn eine Datei oder ein Kommentar dazukommt oder wir Dokumente oder Ihre Unterschrift brauchen.',
  'topic.customer.security': 'Ihre Anmeldung',
  'topic.customer.security.explained':
    'Wenn sich Ihr Passwort ändert oder eine Authentifizierungs-App eingerichtet wird. Waren Sie das nicht, müssen Sie es sofort wissen; darum lässt es sich nicht abschalten.',
  'topic.staff.ticket_opened': 'Neue Anfragen',
  'topic.staff.ticket_opened.explained':
    'In Konten, in denen Sie Mitglied sind. Alle anderen stehen im Eingang.',
  'topic.staff.ticket_replied': 'Nachrichten von Kunden',
  'topic.staff.ticket_replied.explained': 'In Anfragen, die Sie beantwortet haben oder denen Sie folgen.',
  'topic.staff.ticket_status': 'Gelöst oder wieder geöffnet',
  'topic.staff.ticket_status.explained':
    'Wenn jemand anderes eine Anfrage löst oder wieder öffnet, der Sie folgen.',
  'topic.staff.documents': 'Dokumente',
  'topic.staff.documents.explained':
    'Wenn ein Kunde sendet oder unterschreibt, worum Sie ihn gebeten haben, oder jemand eine Ihrer Dateien kommentiert.',
  'topic.staff.security': 'Ihre Anmeldung',
  'topic.staff.security.explained':
    'Wenn sich Ihr Passwort ändert oder eine Authentifizierungs-App eingerichtet wird. Waren Sie das nicht, müssen Sie es sofort wissen; darum lässt es sich nicht abschalten.',

  'quiet.title': 'Ruhezeiten',
  'quiet.lead': 'Dann erreicht Sie nur, was Ihre Anmeldung betrifft. Alles andere kommt, sobald sie enden.',
  'quiet.on': 'Ruhezeiten einhalten',
  'quiet.from': 'Von',
  'quiet.to': 'Bis',
  'quiet.same': 'Das Ende muss zu einer anderen Zeit sein als der Beginn.',
  'quiet.saved_on': 'Gespeichert. Ruhezeiten von {from} bis {to} Uhr.',
  'quiet.saved_off': 'Gespeichert. Keine Ruhezeiten.',
  'quiet.zone':
    'In Ihrer Zeitzone, {place}, ist es jetzt {time} Uhr. Auch die tägliche Mail richtet sich danach.',
  'quiet.change_zone': 'Im Profil ändern',

  'email_reach.title': 'E-Mail-Adresse',
  'email_reach.address': 'Wir schreiben an die Adresse, mit der Sie sich anmelden:',
  'email_reach.bounced': 'Seit {date} senden wir nichts mehr an {address}: Unsere Mails kamen zurück.',
  'email_reach.complained':
    'Seit {date} senden wir nichts mehr an {address}: Dort wurde eine Mail von uns als Spam gemeldet.',
  'email_reach.todo.bounced':
    'Ist das Postfach voll oder gesperrt? Fragen Sie, wer es betreut. Sobald Mails wieder ankommen, sagen Sie es uns hier.',
  'email_reach.todo.complained':
    'Holen Sie unsere Mails aus dem Spam-Ordner, damit sie nicht wieder aussortiert werden. Sagen Sie es uns dann hier.',
  'email_reach.again': 'Mails kommen hier wieder an',
  'email_reach.again_told': 'Danke. Von jetzt an schreiben wir Ihnen wieder dorthin.',
  'email_reach.stopped': 'Mails an {address} kommen nicht an, deshalb senden wir keine mehr dorthin.',
  'email_reach.what_to_do': 'Was Sie tun können',

  'sms.title': 'SMS',
  'sms.lead':
    'Für alles, was nicht warten kann. Eine SMS nennt die Anfrage, nie, was darin geschrieben wurde.',
  'sms.number': 'Mobilnummer',
  'sms.number_hint':
    'Mit Ländervorwahl, zum Beispiel +49 170 1234567. Wir senden einen Code dorthin, um sicher zu sein, dass sie Ihnen gehört.',
  'sms.send_code': 'Code senden',
  'sms.keep': 'Bisherige Nummer behalten',
  'sms.invalid_number':
    'Bitte prüfen Sie die Nummer. Sie beginnt mit der Ländervorwahl, etwa +49, und hat keine Null in Klammern.',
  'sms.used_up':
    'In diesem Monat können keine SMS mehr gesendet werden. Bitte versuchen Sie es im nächsten Monat noch einmal.',
  'sms.sent': 'Ein Code ist unterwegs an {number}.',
  'sms.sent_to': 'Wir haben einen Code gesendet an',
  'sms.code': 'Code aus der SMS',
  'sms.code_hint': 'Sechs Ziffern, gültig bis {time} Uhr',
  'sms.incomplete': 'Bitte geben Sie alle sechs Ziffern ein.',
  'sms.wrong_code':
    'Dieser Code stimmt nicht oder gilt nicht mehr. Vergleichen Sie ihn mit der neuesten SMS, oder lassen Sie sich einen neuen senden.',
  'sms.expired': 'Der Code ist abgelaufen. Lassen Sie sich einen neuen senden.',
  'sms.confirm': 'Nummer bestätigen',
  'sms.back': 'Nummer ändern',
  'sms.again': 'Neuen Code senden',
  'sms.again_in': 'in {time} möglich',
  'sms.sent_again': 'Ein neuer Code ist unterwegs. Der vorherige gilt nicht mehr.',
  'sms.goes_to': 'SMS gehen an',
  'sms.none_chosen': 'Noch ist nichts ausgewählt. Wählen Sie oben, was Sie per SMS erfahren möchten.',
  'sms.stop': 'Keine SMS mehr',
  'sms.stopped': 'Sie erhalten keine SMS mehr.',
  'sms.other_number': 'Andere Nummer verwenden',

  'deliveries.title': 'Was wir Ihnen mitgeteilt haben',
  'deliveries.lead':
    'Mails und SMS der letzten 180 Tage, und ob sie angekommen sind. Nachrichten mit einem Code sind nicht dabei.',
  'deliveries.what': 'Worum es ging',
  'deliveries.to': 'An',
  'deliveries.state': 'Stand',
  'deliveries.when': 'Wann',
  'deliveries.empty_title': 'Noch nichts gesendet',
  'deliveries.empty':
    'Wenn wir Ihnen etwas per Mail oder SMS mitteilen, sehen Sie hier, wann, wohin und ob es angekommen ist.',

  'about.ticket_opened': 'Neue Anfrage',
  'about.ticket_replied': 'Neue Nachricht',
  'about.ticket_solved': 'Als gelöst markiert',
  'about.ticket_reopened': 'Wieder geöffnet',
  'about.documents': 'Dokumente',
  'about.digest.one': 'Zusammenfassung, {count} Neuigkeit',
  'about.digest.other': 'Zusammenfassung, {count} Neuigkeiten',
  'about.password_changed': 'Ihr Passwort wurde geändert',
  'about.factor_enrolled': 'Eine Authentifizierungs-App wurde eingerichtet',
  'about.passkey_added': 'Ein Passkey wurde hinzugefügt',
  'about.factor_removed': 'Ein zweiter Faktor wurde entfernt',
  'about.recovery_code_used': 'Ein Wiederherstellungscode wurde benutzt',
  'about.recovery_codes_created': 'Neue Wiederherstellungscodes wurden erstellt',
  'about.new_device': 'Anmeldung auf einem neuen Gerät',
  'about.recovery_asked': 'Für Sie wurde beantragt, die zweiten Faktoren zurückzusetzen',
  'about.recovery_declined': 'Ihre zweiten Faktoren wurden nicht zurückgesetzt',
  'about.factors_reset': 'Ihre zweiten Faktoren wurden zurückgesetzt',
  'about.administrator_added': 'Jemand gehört nun zur Administration',
  'about.approval_waits': 'Etwas wartet auf Ihre Entscheidung',
  'about.approval_decided': 'Was Sie beantragt haben, ist entschieden',

  'delivery.deferred': 'Wartet',
  'delivery.deferred.why': 'Auf die tägliche Mail oder das Ende Ihrer Ruhezeiten.',
  'delivery.sending': 'Wird gesendet',
  'delivery.sent': 'Gesendet',
  'delivery.delivered': 'Zugestellt',
  'delivery.bounced': 'Kam zurück',
  'delivery.complained': 'Als Spam gemeldet',
  'delivery.suppressed': 'Nicht gesendet',
  'delivery.why.address_bounces': 'Mails an diese Adresse kamen zurück.',
  'delivery.why.address_complained': 'Eine Mail an diese Adresse wurde als Spam gemeldet.',
  'delivery.why.sms_limit': 'Es waren schon zu viele SMS.',

  'unsubscribe.title': 'Möchten Sie weniger Mails?',
  'unsubscribe.about.ticket_opened': 'Es geht um Mails über neue Anfragen in Ihrem Konto.',
  'unsubscribe.about.ticket_replied': 'Es geht um Mails über Antworten.',
  'unsubscribe.about.ticket_status':
    'Es geht um Mails darüber, dass eine Anfrage gelöst oder wieder geöffnet ist.',
  'unsubscribe.about.documents':
    'Es geht um Mails, die Sie über Dateien und angeforderte Dokumente informieren.',
  'unsubscribe.about.all':
    'Es geht um alle Mails über Anfragen und Dokumente. Was Ihre Anmeldung betrifft, kommt in jedem Fall.',
  'unsubscribe.nothing_yet': 'Noch hat sich nichts geändert.',
  'unsubscribe.never': 'Keine solchen Mails mehr',
  'unsubscribe.daily': 'Einmal am Tag',
  'unsubscribe.now': 'Wieder sofort',
  'unsubscribe.holds.never': 'Erledigt. Solche Mails erhalten Sie nicht mehr.',
  'unsubscribe.holds.daily': 'Erledigt. Von jetzt an kommen sie einmal am Tag, in einer Mail.',
  'unsubscribe.holds.now': 'Erledigt. Diese Mails kommen wieder sofort.',
  'unsubscribe.more': 'Alles Weitere wählen Sie im Portal.',
  'unsubscribe.choose': 'Mitteilungen einstellen',
  'unsubscribe.sign_in': 'Anmelden und einstellen',
  'unsubscribe.old_title': 'Dieser Link gilt nicht mehr',
  'unsubscribe.old':
    'Er ist unvollständig oder zu alt. Im Portal wählen Sie jederzeit, was wir Ihnen mitteilen.',
};
