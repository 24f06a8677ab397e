/** English, of signing in. */

export const en = {
  'sign_in.title': 'Sign in',
  'sign_in.email': 'Email address',
  'sign_in.password': 'Password',
  'sign_in.show_password': 'Show password',
  'sign_in.hide_password': 'Hide password',
  'sign_in.caps_lock': 'Caps Lock is on.',
  'sign_in.submit': 'Sign in',
  'sign_in.ended':
    'Your session has ended. Sign in again and you are back where you were; what you were writing is still there.',
  'sign_in.left': 'You are signed out. See you soon.',
  'sign_in.forgot': 'Forgot password?',
  'sign_in.new_here': 'New here?',
  'sign_in.sign_up': 'Create an account',

  'sign_up.done': 'Welcome! Your account is open.',

  'forgot.done': 'Your new password is set. All other devices have been signed out.',

  'totp.done': 'Your authenticator app is set up. From now on, you need its code to sign in.',

  'email.letters': 'Email can only reach addresses without accented letters before the @.',
  'email.invalid': 'Please enter an email address, such as name@company.com.',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
