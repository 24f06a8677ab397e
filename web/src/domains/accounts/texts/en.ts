/** English, of the account switch and the person menu. */

export const en = {
  'accounts.staff': 'Team',
  'accounts.switch': 'Switch account',
  'accounts.title': 'Your accounts',

  'menu.title': 'Your menu: {name}',
  'menu.security': 'Sign-in and security',
  'menu.notifications': 'Notification settings',
  'menu.language_unsaved': 'You see {language} here, but it was not saved.',
  'menu.sign_out': 'Sign out',

  'profile.title': 'My profile',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
