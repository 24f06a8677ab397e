/** English, of what a person is told. */

export const en = {
  'notifications.title': 'Notifications',
  'notifications.empty_title': 'Nothing yet',
  'notifications.empty':
    'When somebody answers you, or something that concerns you changes, you find it here.',
  'notifications.read_all': 'Mark all as read',
  'notifications.unread.one': '{count} new',
  'notifications.unread.other': '{count} new',
  'news.ticket_opened': '{name} opened a request',
  'news.ticket_replied': '{name} wrote',
  'news.ticket_solved': '{name} marked it as solved',
  'news.ticket_reopened': '{name} opened it again',
  'news.somebody': 'Somebody',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
