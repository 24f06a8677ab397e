/** Deutsch, der Startseite. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'home.nav': 'Start',
  'home.morning': 'Guten Morgen, {name}',
  'home.day': 'Guten Tag, {name}',
  'home.evening': 'Guten Abend, {name}',
  'home.waiting.one': '{count} Antwort wartet auf Sie.',
  'home.waiting.other': '{count} Antworten warten auf Sie.',
  'home.nothing_waiting': 'Nichts wartet auf Sie.',
  'home.ask': 'Fragen Sie uns',
  'home.waiting_title': 'Wartet auf Sie',
  'home.recent_title': 'Bei uns in Arbeit',
  'home.all_tickets': 'Alle Anfragen',
  'home.empty_title': 'Stellen Sie Ihre erste Frage',
  'home.empty':
    'Worum es auch geht: Schreiben Sie uns hier, und Sie finden die Antwort an derselben Stelle, zusammen mit allem, was zuvor besprochen wurde.',
  'home.no_tickets':
    'Sie haben in diesem Konto keinen Zugang zu Anfragen. Die Inhaberin oder der Inhaber kann das ändern.',
};
