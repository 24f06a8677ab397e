/** English, of signing up, a new password and a second factor; loaded with these pages. */

export const en = {
  'forgot.back_to_profile': 'Back to my profile',
  'forgot.title': 'Reset your password',
  'forgot.lead': 'We send a code to the address you sign in with.',
  'forgot.submit': 'Send code',
  'forgot.remembered': 'Remembered it?',
  'forgot.password': 'New password',
  'forgot.finish': 'Save and sign in',
  'forgot.consequence':
    'This signs out all your devices. If you use an authenticator app, you will need its code as well.',
  'forgot.almost':
    'Your new password is set, and all devices are signed out. Only the sign-in has not worked yet.',
  'forgot.mail_says': 'If there is no account with this address, the email says so instead of giving a code.',

  'sign_up.title': 'Create an account',
  'sign_up.lead': 'For you and your company. It takes two minutes.',
  'sign_up.name': 'Your name',
  'sign_up.company': 'Company',
  'sign_up.email': 'Work email address',
  'sign_up.email_hint': 'You will sign in with it. We send you a code to make sure it is yours.',
  'sign_up.submit': 'Continue',
  'sign_up.has_account': 'Already have an account?',
  'sign_up.password': 'Choose a password',
  'sign_up.finish': 'Create account',
  'sign_up.almost': 'Your account is open. Only the sign-in has not worked yet.',
  'sign_up.mail_says': 'If you already have an account here, the email says so instead of giving a code.',

  'mailed.title': 'Check your email',
  'mailed.sent_to': 'We have sent an email to',
  'mailed.code': 'Code from the email',
  'mailed.code_hint': '{digits} digits, valid until {time}',
  'mailed.incomplete': 'Please enter all {digits} digits.',
  'mailed.missing': 'No email? It can take a minute; look in the spam folder as well.',
  'mailed.again': 'Send a new code',
  'mailed.again_in': 'available in {time}',
  'mailed.sent_again': 'A new email is on its way. Codes from earlier emails no longer count.',
  'mailed.wrong_address': 'Wrong address?',
  'mailed.back': 'Go back',
  'mailed.refused':
    'This code was not accepted. Please compare it with the newest email; codes from earlier ones no longer count.',
  'mailed.expired': 'The code has expired. Have a new one sent to you; what you typed is still here.',
  'mailed.used_up':
    'Those were too many wrong codes, so this one no longer counts. Have a new one sent to you.',
  'mailed.too_many':
    'Enough emails for the moment. Please look in the spam folder as well, or wait and try again.',

  'password.rule.sign_up': 'At least {count} characters',
  'password.rule.forgot': 'At least {count} characters, or {fewer} with an authenticator app',
  'password.tip':
    'Easy to remember and hard to guess: four or five words that have nothing to do with each other. Spaces are welcome.',
  'password.too_short.sign_up': 'This is too short: it takes at least {count} characters.',
  'password.too_short.forgot':
    'This is too short: it takes at least {count} characters, or {fewer} with an authenticator app.',

  'totp.title': 'Set up an authenticator app',
  'totp.demanded':
    'Your company asks for a second factor when you sign in: a code that only your phone knows. It takes a minute, and you do it once.',
  'totp.chosen':
    'To sign in, you will then need a code that only your phone knows. Your password alone will no longer be enough.',
  'totp.app': 'Have an app ready',
  'totp.app_hint':
    'For example Google Authenticator, Microsoft Authenticator, 2FAS, Aegis, or your password manager.',
  'totp.scan': 'Add this portal to it',
  'totp.scan_hint': 'Choose “Add” or “+” in the app and scan this code.',
  'totp.qr': 'QR code that adds {brand} to an authenticator app. The key below does the same.',
  'totp.open_app': 'Open in your authenticator app',
  'totp.open_app_hint': 'If the app is on this device. Otherwise scan the code with the other one.',
  'totp.by_hand': 'Enter the key by hand',
  'totp.by_hand_hint': 'Choose “Enter a key” in the app. Name: {brand}. Type: time-based.',
  'totp.copy': 'Copy the key',
  'totp.again':
    'This code is a new one. If you have scanned the one before, delete that entry in your app first.',
  'totp.enter': 'Enter the code that the app shows',
  'totp.enter_hint': 'Six digits, new every 30 seconds',
  'totp.submit': 'Finish',
  'totp.refused':
    'This code does not match. Wait for the next one and try again. Is the clock of your phone set automatically? The codes depend on it.',
  'totp.expired':
    'This took too long and has expired. Please start over; you can delete the entry in your app.',
  'totp.used_up': 'Those were too many wrong codes. Please start over; you can delete the entry in your app.',
  'totp.not_now': 'Not now?',
  'totp.other_person': 'Somebody else?',
  'totp.password_first':
    'Please enter your password once more, so that nobody else can do this at your desk.',
  'totp.wrong_password': 'This is not your password. Please try again.',
  'totp.continue': 'Continue',
  'totp.back': 'My profile',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
