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
  'sign_up.terms': 'terms',
  'sign_up.privacy': 'privacy notice',
  'sign_up.agree.both': 'I accept the ⟦terms⟧ and have read the ⟦privacy⟧.',
  'sign_up.agree.terms': 'I accept the ⟦terms⟧.',
  'sign_up.agree.privacy': 'I have read the ⟦privacy⟧.',
  'sign_up.agree_first': 'Please tick this to go on.',
  'sign_up.invited_title': 'Create a login',
  'sign_up.invited_lead': 'With it you work for {company}. It takes two minutes.',
  'sign_up.invited_email_hint':
    'The invitation is for this address alone. We send you a code to make sure it is yours.',
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

  'code.label': 'Six-digit code',
  'code.hint':
    'Open your authenticator app and type the code it shows for {brand}. It changes every 30 seconds.',
  'code.submit': 'Continue',
  'code.expired': 'This sign-in took too long and has expired. Please start over.',
  'code.start_over': 'Start over',
  'code.start_over_hint': 'Not you?',
  'code.lost': 'Lost your phone or the app?',
  'code.lost_text':
    'Look on your other devices first: many apps and password managers keep a copy. Did you keep recovery codes? One of them lets you in. If there is neither, contact {brand}. We make sure that it is you and reset it, so that you can set up a new app. We never ask for your password or a code.',
  'code.incomplete': 'Please enter all six digits.',

  'challenge.totp': 'Enter your code',
  'challenge.passkey': 'Use your passkey',
  'challenge.recovery_code': 'Use a recovery code',

  'way.passkey': 'Use a passkey',
  'way.totp': 'Use the code of your app',
  'way.password': 'Use your password',
  'way.recovery_code': 'Use a recovery code',

  'passkey.sign_in': 'Sign in with a passkey',
  'passkey.ask': 'Your device asks for your fingerprint, your face, or the code you unlock it with.',
  'passkey.use': 'Use passkey',
  'passkey.cancelled': 'This was cancelled, or took too long. Nothing has changed; please try again.',
  'passkey.known': 'This device already keeps a passkey for you. You can use that one.',
  'passkey.failed': 'Your browser could not use a passkey here. Please try another device or another way.',
  'passkey.refused':
    'This passkey was not accepted. It may have been removed, or this took too long. Please try again, or choose another way.',
  'passkey.title': 'Passkeys',
  'passkey.lead':
    'Sign in with your fingerprint, your face, or the code of your device. It works without a password, and nobody can trick you out of it.',
  'passkey.added_at': 'Added',
  'passkey.never_used': 'Not used yet',
  'passkey.add': 'Add a passkey',
  'passkey.add_now': 'Continue',
  'passkey.name': 'Name of the passkey',
  'passkey.name_hint': 'So that you know it from others. Your device asks you next.',
  'passkey.added': 'Your passkey has been added.',
  'passkey.removed': 'The passkey has been removed.',
  'passkey.remove_title': 'Remove the passkey “{name}”?',
  'passkey.remove_text':
    'It no longer signs you in here. Delete it on your device as well, so that you are not offered it any more.',
  'passkey.unknown_here': 'This browser knows no passkeys. Add one in another browser or on your phone.',

  'recovery.label': 'Recovery code',
  'recovery.hint': 'One of the ten codes you have kept, such as 7K3M9-QX2PT. Each is good for one time.',
  'recovery.incomplete': 'A recovery code has ten letters and digits. Please check it.',
  'recovery.refused':
    'This recovery code was not accepted. Each is good for one time only, and new codes replace the old ones.',
  'recovery.lost': 'I no longer have my app: set up a new one next',

  'step_up.title': 'Is it you?',
  'step_up.why': 'Before this is done, please show that it is you.',
  'step_up.submit': 'Confirm',
  'step_up.cancel': 'Cancel',
  'step_up.refused':
    'The password or the code is not correct. Wait for the next code in your app and try again.',

  'security.title': 'Sign-in and security',
  'security.held':
    'Your second factor was reset. To protect your account, some things here are possible again from {time}.',
  'email_change.title': 'Email address',
  'email_change.now': 'You sign in with',
  'email_change.change': 'Change address',
  'email_change.new': 'New email address',
  'email_change.new_hint': 'We send a code there to make sure it is yours.',
  'email_change.same': 'This is the address you have already.',
  'email_change.confirm': 'Change address',
  'email_change.consequence': 'From then on you sign in with the new address, and we write to it.',
  'email_change.keep': 'Keep my present address',
  'email_change.changed': 'Your address is changed. From now on you sign in with the new one.',
  'email_change.former_told': 'We tell {email} about it. For 72 hours, the change can be undone from there.',
  'email_change.taken': 'Somebody has signed up with this address in the meantime. Please take another one.',
  'email_change.mail_says':
    'If somebody has this address here already, the email says so instead of giving a code.',

  'undo_email.title': 'Undo the change of your address?',
  'undo_email.lead':
    'Your login has been given another email address. If that was not you, take it back here.',
  'undo_email.consequence':
    'Then you sign in with your former address again, and all devices are signed out. After that, choose a new password: somebody else knows the present one.',
  'undo_email.act': 'Undo the change',
  'undo_email.was_you': 'Was it you? Then there is nothing to do, and you can close this page.',
  'undo_email.meanwhile': 'The address was changed at this very moment. Please try again.',
  'undo_email.undone_title': 'The change is undone',
  'undo_email.undone':
    'Your former address is yours again, and all devices are signed out. Please choose a new password now.',
  'undo_email.new_password': 'Choose a new password',
  'undo_email.sign_in': 'Sign in',
  'undo_email.dead_title': 'This link no longer works',
  'undo_email.dead.incomplete': 'The link is not complete. Please open the link in the email as a whole.',
  'undo_email.dead.expired': 'It was good for 72 hours, and they are over. Please contact us.',
  'undo_email.dead.settled': 'The address was already set back, and with it all later changes.',
  'undo_email.dead.no_login': 'This login is no longer here.',
  'undo_email.dead.taken':
    'Somebody has signed up with your former address in the meantime. Please contact us.',

  'security.password': 'Password',
  'security.password_now': 'Current password',
  'security.password_forgotten': 'Forgot it? Reset it by email',
  'security.password_change': 'Change password',
  'security.password_changed': 'Your password is changed. Your other devices are signed out.',
  'security.password_consequence': 'This signs out your other devices.',
  'security.app': 'Authenticator app',
  'security.app_on': 'Set up. It gives you the code for signing in.',
  'security.app_off': 'Not set up. It shows a code that you enter after your password.',
  'security.app_set_up': 'Set up an authenticator app',
  'security.app_replace': 'Set up another app',
  'security.app_remove': 'Remove app',
  'security.app_removed': 'The authenticator app has been removed.',
  'security.app_remove_title': 'Remove the authenticator app?',
  'security.app_remove_text':
    'Its codes are no longer accepted. You can delete the entry in your app afterwards.',
  'security.remove': 'Remove',
  'security.cancel': 'Cancel',
  'security.last_used': 'Last used',

  'codes.part': 'Recovery codes',
  'codes.what':
    'For the day when your phone is gone: each code lets you in once, in place of the second factor.',
  'codes.left': '{count} of your ten codes are left.',
  'codes.few.one': 'Only {count} recovery code is left. Please create new ones.',
  'codes.few.other': 'Only {count} recovery codes are left. Please create new ones.',
  'codes.none': 'You have no recovery codes. Without them you are locked out if you lose your phone.',
  'codes.later': 'You get them once you have added a passkey or an authenticator app.',
  'codes.create': 'Create recovery codes',
  'codes.renew': 'Create new codes',
  'codes.renew_hint': 'The old ones then no longer count.',
  'codes.title': 'Your recovery codes',
  'codes.lead':
    'Keep them where you find them without your phone: on paper, or in a password manager. They are shown only now.',
  'codes.of': 'Recovery codes for {brand}, {date}',
  'codes.copy': 'Copy codes',
  'codes.copy_refused': 'Your browser does not let us copy. Please print them or write them down.',
  'codes.kept': 'I have kept them',

  'sessions.title': 'Where you are signed in',
  'sessions.lead': 'If you do not know one of these, end it and change your password.',
  'sessions.this_one': 'This device',
  'sessions.since': 'Signed in',
  'sessions.by.password': 'By password',
  'sessions.by.totp': 'By password and app',
  'sessions.by.passkey': 'By passkey',
  'sessions.by.recovery_code': 'By password and recovery code',
  'sessions.end': 'Sign out',
  'sessions.end_others': 'Sign out all other devices',
  'sessions.ended': 'Done. No longer signed in there.',

  'device.desk': '{browser} on {system}',
  'device.hand': '{browser} on {system}',
  'device.unknown': 'Unknown device',

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
  'totp.back': 'Sign-in and security',
  'totp.profile': 'My profile',
  'totp.replaces': 'Set up the new app now. As soon as it is done, the old one no longer counts.',
  'totp.replaces_own':
    'The new app takes the place of the one you have now, whose codes then no longer count.',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
