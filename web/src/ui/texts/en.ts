/** English, of the components that all domains share. */

export const en = {
  'language.en': 'English',
  'language.de': 'Deutsch',

  'action.retry': 'Try again',
  'action.copied': 'Copied',
  'action.copy_refused': 'Your browser does not let us copy. The text is selected: press Ctrl + C or ⌘ C.',
  'action.load_more': 'Show more',
  'action.back_home': 'Go to Home',
  'action.print': 'Print',
  'action.reload': 'Reload the page',
  'action.close': 'Close',

  'state.loading': 'Loading…',
  'state.stale': 'We can’t reach the portal right now. What you see may be out of date.',
  'state.wait': 'You can try again in {time}.',

  'shell.skip': 'Skip to content',
  'shell.nav': 'Main',

  'legal.imprint': 'Imprint',
  'legal.privacy': 'Privacy',
  'legal.terms': 'Terms',

  'look.language': 'Language',
  'look.theme': 'Appearance',

  'theme.system': 'System',
  'theme.light': 'Light',
  'theme.dark': 'Dark',

  'not_found.title': 'This page does not exist',
  'not_found.text': 'The link may be out of date, or it belongs to an account you are not a member of.',

  'broken.title': 'Something went wrong here',
  'broken.text': 'That is our fault, not yours. What you typed is kept. Try again, or reload the page.',

  'cookies.refused':
    'Your browser refuses cookies for this site. Without them you are signed out as soon as you reload or close the page. Allow cookies in the settings of your browser, then reload the page.',

  'draft.not_kept':
    'Your browser keeps nothing for this site: what you type is lost when the page is reloaded.',

  'unreachable.title': 'We can’t reach the portal',

  'field.required': 'Please fill this in.',
  'field.too_long': 'This is too long. Please shorten it.',
  'field.control_character': 'This contains characters that cannot be sent. Please type it again.',
  'field.invalid_format': 'Please check this entry.',
  'field.too_weak': 'This is easy to guess. Use several words that have nothing to do with each other.',
  'field.left.one': '{count} character left',
  'field.left.other': '{count} characters left',
  'field.over.one': '{count} character too many',
  'field.over.other': '{count} characters too many',

  'problem.offline':
    'No answer from the portal. Check your connection and try again; nothing you typed is lost.',
  'problem.unavailable':
    'The portal is busy at the moment. Please try again shortly; nothing you typed is lost.',
  'problem.internal': 'Something went wrong on our side. Please try again; nothing you typed is lost.',
  'problem.invalid_credentials': 'The email address or the password is not correct.',
  'problem.challenge_refused':
    'This code was not accepted. Wait for the next one in your app and try again, or start over.',
  'problem.address_taken': 'There is an account with this address now. Please sign in.',
  'problem.session_ended': 'Your session has ended. Please sign in again.',
  'problem.mfa_required':
    'A second factor is required here, and none is set up for you. Please ask your administrator.',
  'problem.step_up_required': 'Please confirm first that it is you.',
  'problem.held_back':
    'Your second factor was reset. To protect your account, this is possible a day after that.',
  'problem.last_owner':
    'Nothing has changed: an account always has an owner. Make somebody else an owner first.',
  'problem.last_factor': 'Your company asks for a second factor. Add another one before you remove this one.',
  'problem.no_second_factor': 'Please add a passkey or an authenticator app first.',
  'problem.not_allowed': 'You do not have permission to do this. The owner of your account can change that.',
  'problem.not_found':
    'We could not find this. The link may be out of date, or it belongs to an account you are not a member of.',
  'problem.conflict': 'This changed in the meantime. Reload the page and try again.',
  'problem.payload_too_large': 'This is too much text for one message. Please shorten it.',
  'problem.invalid_body': 'Please check the marked entries.',
  'problem.too_many_attempts': 'Too many attempts. To protect the account, please wait a moment.',
  'problem.limit_reached': 'That is a lot for one hour. Nothing is lost: please try again later.',
  'problem.too_many_requests': 'That was a lot at once. Please wait a moment.',
} as const;

type English = typeof en;

declare module '../../lib/i18n' {
  interface Texts extends English {}
}
