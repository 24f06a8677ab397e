/** English, of the profile; loaded with it. */

export const en = {
  'accounts.none_title': 'No account yet',
  'accounts.none':
    'You are signed in, but not a member of any account. Ask the person who invited you to add you.',
  'profile.invalid_phone':
    'Please check the number. It starts with the country code, such as +49, and has no zero in brackets.',
  'profile.name': 'Name',
  'profile.name_hint': 'Shown next to your messages',
  'profile.email': 'Email address',
  'profile.email_hint': 'You sign in with it. It cannot be changed here yet.',
  'profile.phone': 'Phone (optional)',
  'profile.phone_hint': 'With country code, for example +49 30 901820',
  'profile.language_here': 'In this browser you have chosen {language} instead.',
  'profile.time_zone': 'Time zone',
  'profile.time_there': 'It is {time} there now.',
  'profile.zone_of_device': 'Use the time zone of this device: {place}',
  'profile.save': 'Save',
  'profile.saved': 'Your profile is saved.',
  'profile.discard': 'Discard changes',
  'profile.draft_kept': 'Not saved yet. Your changes are kept in this tab until you save them.',

  'profile.security': 'Sign-in and security',
  'profile.security_hint':
    'Your password, passkeys, the authenticator app, and the devices on which you are signed in.',
  'profile.security_open': 'Open sign-in and security',

  'region.Africa': 'Africa',
  'region.America': 'America',
  'region.Antarctica': 'Antarctica',
  'region.Arctic': 'Arctic',
  'region.Asia': 'Asia',
  'region.Atlantic': 'Atlantic',
  'region.Australia': 'Australia',
  'region.Europe': 'Europe',
  'region.Indian': 'Indian Ocean',
  'region.Pacific': 'Pacific',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
