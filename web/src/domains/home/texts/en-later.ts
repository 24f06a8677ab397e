/** English, of what the start page says only to some; loaded with it. */

export const en = {
  'home.protect': 'Protect your account with a second factor',
  'home.protect_hint': 'A passkey or an authenticator app: it takes a minute.',
  'home.protect_how': 'Choose one',
  'home.protect_later': 'Not now',
  'home.codes_few.one': 'Only {count} recovery code is left.',
  'home.codes_few.other': 'Only {count} recovery codes are left.',
  'home.wanted_title': 'Documents wanted',
  'home.sign_title': 'Please sign',
  'home.sign_named': 'Sign “{title}”',
  'home.sign': 'Read and sign',
  'home.codes_new': 'Create new codes',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
