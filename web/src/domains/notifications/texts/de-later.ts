/** German, of what a person is told. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'notifications.title': 'Mitteilungen',
  'notifications.empty_title': 'Noch nichts',
  'notifications.empty':
    'Wenn Ihnen jemand antwortet oder sich etwas ändert, das Sie betrifft, finden Sie es hier.',
  'notifications.read_all': 'Alle als gelesen markieren',
  'notifications.unread.one': '{count} neu',
  'notifications.unread.other': '{count} neu',
  'news.ticket_opened': '{name} hat eine Anfrage gestellt',
  'news.ticket_replied': '{name} hat geschrieben',
  'news.ticket_solved': '{name} hat sie als gelöst markiert',
  'news.ticket_reopened': '{name} hat sie wieder geöffnet',
  'news.somebody': 'Jemand',
};
