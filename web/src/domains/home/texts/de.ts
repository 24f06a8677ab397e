/** Deutsch, der Startseite. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'home.nav': 'Start',
  'home.morning': 'Guten Morgen, {name}',
  'home.day': 'Guten Tag, {name}',
  'home.evening': 'Guten Abend, {name}',
  'home.waiting.one': '{count} Anfrage ist beantwortet.',
  'home.waiting.other': '{count} Anfragen sind beantwortet.',
  'home.waiting_more': 'Mehr als {count} Anfragen sind beantwortet.',
  'home.nothing_waiting': 'Für Sie ist gerade nichts zu tun.',
  'home.ask': 'Neue Anfrage',
  'home.waiting_title': 'Beantwortet',
  'home.recent_title': 'Bei uns',
  'home.progress': '{shown} von {count}',
  'home.progress_more': '{shown} von mehr als {count}',
  'home.all_tickets': 'Alle Anfragen',
  'home.empty_title': 'Stellen Sie Ihre erste Anfrage',
  'home.empty':
    'Worum es auch geht: Schreiben Sie uns hier, und Sie finden die Antwort an derselben Stelle, zusammen mit allem, was zuvor besprochen wurde.',
  'home.quiet_title': 'Alles ist erledigt',
  'home.no_tickets':
    'Sie haben keinen Zugang zu den Anfragen dieses Kontos. Die Inhaberin oder der Inhaber kann das ändern.',
};
