/** Deutsch, der Marke; gehört zu dem, was mit den Seiten eines Kontos kommt. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './brand-en';

export const de: Translation<typeof en> = {
  'brand.lead':
    'Wie Ihr Unternehmen aussieht und was es über sich sagt: im Portal, in E-Mails und auf Papier. Nach dem Veröffentlichen sehen es alle.',
  'brand.published': 'Veröffentlicht',

  'brand.part_look': 'Aussehen',
  'brand.part_portal': 'Was Kunden im Portal lesen',
  'brand.part_paper': 'E-Mails und Papiere',

  'brand.name': 'Name',
  'brand.name_hint': 'Steht oben auf jeder Seite, etwa Lindholm Instruments.',
  'brand.logo': 'Logo',
  'brand.logo_hint':
    'SVG oder PNG, höchstens 32 KB, am besten quadratisch. Wählen Sie eine Datei aus oder ziehen Sie sie hierher.',
  'brand.logo_choose': 'Datei auswählen',
  'brand.logo_remove': 'Entfernen',
  'brand.logo_keep': 'So lassen wie bisher',
  'brand.logo_none':
    'Ohne eigenes Logo zeigt das Portal das mitgelieferte; auf Papier steht stattdessen der Name.',
  'brand.logo_on_light': 'Logo auf hellem Grund',
  'brand.logo_on_dark': 'Logo auf dunklem Grund',
  'brand.logo_large':
    'Das ist größer als die 32 KB, die ein Logo haben darf. Vereinfachen Sie es oder nehmen Sie ein PNG.',
  'brand.logo_type': 'Das ist weder ein SVG noch ein PNG. Bitte wählen Sie eine andere Datei.',
  'brand.logo_unreadable':
    'Ihr Browser kann diese Datei nicht mehr lesen. Wurde sie verschoben oder geändert? Bitte wählen Sie sie noch einmal aus.',
  'brand.logo_script':
    'Diese Zeichnung enthält ein Skript. Speichern Sie sie ohne und wählen Sie sie noch einmal aus.',
  'brand.logo_text':
    'Diese Zeichnung enthält Text in einer Schriftart. Wandeln Sie ihn im Zeichenprogramm in Pfade um und wählen Sie die Datei noch einmal aus.',
  'brand.logo_content':
    'Diese Zeichnung enthält ein Bild oder anderen Inhalt. Speichern Sie sie so, dass alles als Pfad enthalten ist, oder als PNG.',
  'brand.logo_pixels': 'Dieses Bild hat an einer Seite mehr als 2.000 Pixel. Bitte verkleinern Sie es.',
  'brand.logo_empty': 'In dieser Zeichnung ist nichts zu sehen. Bitte wählen Sie eine andere Datei.',
  'brand.logo_refused':
    'Dieses Bild lässt sich nicht verwenden. Speichern Sie es noch einmal als einfaches SVG oder als PNG.',
  'brand.accent': 'Akzentfarbe',
  'brand.accent_hint': 'Für Schaltflächen, Links und Überschriften, etwa #0f766e.',
  'brand.accent_pick': 'Akzentfarbe aussuchen',
  'brand.accent_wrong': 'Bitte geben Sie die Farbe als # mit sechs Stellen ein, etwa #0f766e.',
  'brand.accent_stays':
    '{accent} ist auf Weiß gut lesbar; E-Mails und Papiere verwenden die Farbe unverändert.',
  'brand.accent_paper':
    '{accent} ist auf Weiß zu hell zum Lesen; auf Papier und in E-Mails nehmen wir stattdessen {shade}.',
  'brand.swatch_chosen': 'Wie gewählt',
  'brand.swatch_paper': 'E-Mails und Papiere',
  'brand.swatch_light': 'Links auf hellen Seiten',
  'brand.swatch_dark': 'Links auf dunklen Seiten',

  'brand.tagline': 'Leitsatz (optional)',
  'brand.tagline_hint': 'Steht neben der Anmeldung.',
  'brand.support_note': 'So erreicht man Sie (optional)',
  'brand.support_note_hint':
    'Steht am Ende jeder Seite. Telefonnummern mit Ländervorwahl lassen sich antippen und anrufen.',
  'brand.links': 'Impressum, Datenschutz und AGB (optional)',
  'brand.links_hint':
    'Stehen am Ende jeder Seite, auch vor der Anmeldung. Die Adressen beginnen mit https://.',
  'brand.link_wrong': 'Bitte geben Sie eine vollständige Adresse ein, die mit https:// beginnt.',

  'brand.sender_name': 'Absender der E-Mails',
  'brand.sender_name_hint': 'Unter diesem Namen kommen E-Mails an.',
  'brand.legal_name': 'Firma',
  'brand.legal_name_hint': 'Wie im Register eingetragen, etwa Lindholm Instruments AB.',
  'brand.legal_lines': 'Pflichtangaben (optional)',
  'brand.legal_lines_hint':
    'Anschrift, Registernummer, Umsatzsteuer-ID, Geschäftsführung; Zeile für Zeile am Fuß von E-Mails und Papieren.',
  'brand.footer': 'Schlusszeile (optional)',
  'brand.footer_hint': 'Ganz am Ende von E-Mails und Papieren.',

  'brand.publish': 'Veröffentlichen',
  'brand.saved': 'Veröffentlicht. Ab jetzt zeigen es Seiten, E-Mails und Papiere.',
  'brand.discard': 'Änderungen verwerfen',
  'brand.draft_kept': 'Noch nicht veröffentlicht. Ihre Änderungen bleiben in diesem Tab erhalten.',
  'brand.overtaken':
    'Inzwischen hat jemand anderes eine Marke veröffentlicht. Was Sie nicht angefasst haben, zeigt jetzt deren Stand; von Ihren Eingaben ist nichts verloren.',
  'brand.overtaken_yours': 'Von Ihnen geändert: {fields}.',
  'brand.publish_anyway': 'Meine Änderungen trotzdem veröffentlichen',

  'brand.preview': 'Vorschau',
  'brand.preview_page': 'Portal',
  'brand.preview_mail': 'E-Mail',
  'brand.preview_paper': 'Papier',
  'brand.sample_button': 'Neue Anfrage',
  'brand.sample_link': 'Alle Dokumente',
  'brand.mail_address': 'Adresse Ihres Portals',
};
