/** English, of the account switch and the person menu. */

export const en = {
  'accounts.staff': 'Team',
  'accounts.switch': 'Switch account',
  'accounts.title': 'Your accounts',
  'accounts.none_title': 'No account yet',
  'accounts.none':
    'You are signed in, but not a member of any account. Ask the person who invited you to add you.',

  'menu.title': 'Your menu: {name}',
  'menu.language_unsaved': 'You see {language} here, but we could not save that to your profile.',
  'menu.sign_out': 'Sign out',

  'profile.title': 'My profile',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
