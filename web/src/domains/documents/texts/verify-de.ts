/** Deutsch, der Prüfung eines Dokuments; gehört zu dem, was mit den Seiten der Dokumente kommt. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './verify-en';

export const de: Translation<typeof en> = {
  'verify.title': 'Dokument prüfen',
  'verify.lead': 'Finden Sie heraus, ob ein Dokument wirklich von uns stammt und ob es noch gilt.',
  'verify.code': 'Code',
  'verify.code_hint': 'Er steht auf dem Dokument: drei Gruppen aus je vier Buchstaben und Ziffern.',
  'verify.code_wrong':
    'Ein Code hat zwölf Buchstaben und Ziffern, etwa 7K3M-9QXR-2B6C. Bitte prüfen Sie Ihre Eingabe.',
  'verify.check': 'Prüfen',

  'verify.unknown': 'Kein Dokument mit diesem Code',
  'verify.unknown_text':
    'Unter dem Code {code} haben wir nichts ausgestellt. Bitte vergleichen Sie ihn noch einmal mit dem Dokument. Stimmt er überein, ist das Dokument nicht von uns.',

  'verify.state.genuine': 'Echt',
  'verify.state.superseded': 'Echt, aber durch ein neueres Dokument ersetzt',
  'verify.state.revoked': 'Widerrufen: Dieses Dokument gilt nicht mehr',
  'verify.genuine_text': '{company} hat dieses Dokument ausgestellt, und es gilt.',
  'verify.superseded_text':
    '{company} hat dieses Dokument ausgestellt und später durch ein anderes ersetzt. Fragen Sie nach dem neueren.',
  'verify.revoked_text': '{company} hat dieses Dokument widerrufen. Datum: {date}.',
  'verify.revoked_no_date': '{company} hat dieses Dokument widerrufen.',

  'verify.company': 'Ausgestellt von',
  'verify.for': 'Für',
  'verify.issued_on': 'Ausgestellt am',
  'verify.amount': 'Betrag',
  'verify.signatures': 'Unterschriften',
  'verify.signed_by.one': 'Von {count} Person unterschrieben',
  'verify.signed_by.other': 'Von {count} Personen unterschrieben',

  'verify.file_title': 'Datei prüfen',
  'verify.file_lead':
    'Haben Sie das Dokument als Datei? Dann sehen Sie hier, ob es genau die ist, die wir ausgestellt haben.',
  'verify.file_choose': 'Datei auswählen',
  'verify.file_drop': 'oder hierher ziehen.',
  'verify.file_stays':
    'Die Datei bleibt auf Ihrem Gerät. Sie wird hier im Browser verglichen und nirgendwohin gesendet.',
  'verify.file_reading': 'Die Datei wird gelesen',
  'verify.file_unreadable': 'Ihr Browser kann diese Datei nicht lesen. Bitte wählen Sie sie noch einmal aus.',
  'verify.file_newest': 'Das ist das Dokument, unverändert.',
  'verify.file_newest_superseded':
    'Das ist das Dokument, unverändert, aber ein anderes ist an seine Stelle getreten.',
  'verify.file_newest_revoked': 'Das ist das Dokument, unverändert, aber es wurde widerrufen.',
  'verify.file_earlier': 'Das ist eine frühere Fassung des Dokuments, unverändert.',
  'verify.file_earlier_superseded':
    'Das ist eine frühere Fassung des Dokuments, unverändert, aber ein anderes Dokument ist an seine Stelle getreten.',
  'verify.file_earlier_revoked':
    'Das ist eine frühere Fassung des Dokuments, unverändert, aber das Dokument wurde widerrufen.',
  'verify.file_earlier_text': 'Sie stammt vom {date}, bevor das Dokument unterschrieben wurde.',
  'verify.file_none': 'Diese Datei ist nicht das Dokument, das wir ausgestellt haben.',
  'verify.file_none_text':
    'Sie wurde verändert oder ist ein anderes Dokument. Auch Drucken und neues Speichern verändern eine Datei: Prüfen Sie die, die Sie erhalten haben.',
  'verify.details': 'Technische Angaben',
  'verify.digest': 'Fingerabdruck der Datei (SHA-256)',

  'verify.key': 'Schlüssel der Signatur',
  'verify.signature_good': 'Signiert von {company}.',
  'verify.signature_unknown_key':
    'Die Signatur nennt einen Schlüssel, der nicht zu unseren öffentlichen Schlüsseln gehört. Verlassen Sie sich nicht darauf und fragen Sie uns.',
  'verify.signature_wrong':
    'Die Signatur passt nicht zu dieser Fassung. Verlassen Sie sich nicht darauf und fragen Sie uns.',
  'verify.signature_differs':
    'Die Signatur ist von uns, sagt über das Dokument aber etwas anderes als diese Seite. Verlassen Sie sich nicht darauf und fragen Sie uns.',
  'verify.signature_not_possible':
    'Die Signatur wurde nicht geprüft: Ihr Browser bietet hier keine Kryptografie an. Die Datei selbst wurde verglichen.',
  'verify.signature_no_keys':
    'Die Signatur wurde nicht geprüft: Unsere öffentlichen Schlüssel sind gerade nicht erreichbar. Bitte wählen Sie die Datei später noch einmal aus.',
};
