/** English, of the bell. */

export const en = {
  'bell.none': 'Notifications',
  'bell.some.one': 'Notifications: {count} unread',
  'bell.some.other': 'Notifications: {count} unread',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
