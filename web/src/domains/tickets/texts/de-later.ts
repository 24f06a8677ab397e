/** Deutsch, des Eingangs; kommt mit den Seiten des Teams. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'queue.title': 'Eingang',
  'queue.open': 'Zu beantworten',
  'queue.pending': 'Beantwortet',
  'queue.solved': 'Gelöst',
  'queue.filter': 'Anfragen zeigen',
  'queue.empty_open_title': 'Alles beantwortet',
  'queue.empty_open': 'Niemand wartet auf eine Antwort. Neue Anfragen erscheinen hier von selbst.',
  'queue.empty_pending_title': 'Keine beantworteten Anfragen',
  'queue.empty_pending': 'Beantwortete Anfragen stehen hier, bis der Kunde wieder schreibt.',
  'queue.empty_solved_title': 'Noch nichts gelöst',
  'queue.empty_solved': 'Anfragen, die Sie oder ein Kunde als gelöst markieren, stehen hier.',
  'queue.keys': '{down} und {up} wechseln die Zeile, {open} öffnet',
  'queue.keys_toggle': 'Tastenkürzel',
  'queue.back': 'Eingang',
  'queue.answered_told': 'Antwort gesendet.',
  'queue.next_label': 'Nächste Anfrage',
  'queue.next': 'Nächste: {subject}',
  'queue.skip': 'Überspringen',
  'queue.skipped': 'Übersprungen. Die Anfrage bleibt zurück, solange dieser Tab offen ist.',
  'queue.done': 'Der Eingang ist leer. Gut gemacht.',
};
