/** English, of what a person is told. */

export const en = {
  'notifications.title': 'Notifications',
  'notifications.empty_title': 'Nothing yet',
  'notifications.empty':
    'When somebody answers you, or something that concerns you changes, you find it here.',
  'notifications.read_all': 'Mark all as read',
  'notifications.read_one': 'Mark as read',
  'notifications.unread.one': '{count} new',
  'notifications.unread.other': '{count} new',
  'news.ticket_opened': '{name} opened a request',
  'news.ticket_replied': '{name} wrote',
  'news.ticket_solved': '{name} marked it as solved',
  'news.ticket_reopened': '{name} opened it again',
  'news.mail_bounced': 'Emails to {name} ({address}) do not arrive',
  'news.somebody': 'Somebody',

  'preferences.title': 'What we tell you',
  'preferences.lead':
    'In the portal you find everything about your requests. Choose here what else we tell you, and when.',
  'preferences.matrix': 'What happens, and how you are told',
  'preferences.topic': 'What happens',
  'preferences.saving': 'Saving…',
  'preferences.saved': 'Saved',
  'preferences.saved_told': 'Saved. {name}, {way}: {timing}.',
  'preferences.undo': 'Undo',
  'preferences.not_saved': 'This is not saved.',
  'preferences.sms_first': 'To get text messages, confirm your number first:',
  'preferences.sms_first_link': 'Text messages',

  'channel.inbox': 'Portal',
  'channel.mail': 'Email',
  'channel.sms': 'Text message',

  'timing.now': 'At once',
  'timing.daily': 'Once a day, at {time}',
  'timing.never': 'Never',
  'timing.always': 'Always',
  'timing.fixed': 'Always, at once',

  'topic.customer.ticket_opened': 'New requests in your account',
  'topic.customer.ticket_opened.explained': 'When somebody else asks us something, and you may see it.',
  'topic.customer.ticket_replied': 'Answers',
  'topic.customer.ticket_replied.explained': 'In your requests, and in others that you follow.',
  'topic.customer.ticket_status': 'Solved or reopened',
  'topic.customer.ticket_status.explained': 'When a request is marked as solved, or opened again.',
  'topic.customer.security': 'Your sign-in',
  'topic.customer.security.explained':
    'When your password changes, or an authenticator app is set up. If that was not you, you need to know at once, so this cannot be switched off.',
  'topic.staff.ticket_opened': 'New requests',
  'topic.staff.ticket_opened.explained': 'In accounts that you are a member of. All others are in the queue.',
  'topic.staff.ticket_replied': 'Messages from customers',
  'topic.staff.ticket_replied.explained': 'In requests that you have answered, or follow.',
  'topic.staff.ticket_status': 'Solved or reopened',
  'topic.staff.ticket_status.explained': 'When somebody else does that with a request that you follow.',
  'topic.staff.security': 'Your sign-in',
  'topic.staff.security.explained':
    'When your password changes, or an authenticator app is set up. If that was not you, you need to know at once, so this cannot be switched off.',

  'quiet.title': 'Quiet hours',
  'quiet.lead':
    'Nothing reaches you then but what concerns your sign-in. Everything else comes when they end.',
  'quiet.on': 'Keep quiet hours',
  'quiet.from': 'From',
  'quiet.to': 'Until',
  'quiet.same': 'They need to end at another time than they begin.',
  'quiet.saved_on': 'Saved. Quiet hours from {from} until {to}.',
  'quiet.saved_off': 'Saved. No quiet hours.',
  'quiet.zone': 'In your time zone, {place}, where it is {time} now. The daily email follows it, too.',
  'quiet.change_zone': 'Change it in your profile',

  'email_reach.title': 'Email address',
  'email_reach.address': 'We write to the address you sign in with:',
  'email_reach.bounced': 'Since {date}, we send nothing to {address}: our emails came back.',
  'email_reach.complained':
    'Since {date}, we send nothing to {address}: somebody there marked an email from us as spam.',
  'email_reach.todo.bounced':
    'Is the mailbox full, or blocked? Ask whoever looks after it. When emails arrive again, tell us here.',
  'email_reach.todo.complained':
    'Take our emails out of the spam folder, so that they are not sorted out again. Then tell us here.',
  'email_reach.again': 'Emails arrive here again',
  'email_reach.again_told': 'Thank you. From now on we write to you there again.',
  'email_reach.stopped': 'Emails to {address} do not arrive, so we send none there.',
  'email_reach.what_to_do': 'See what to do',

  'sms.title': 'Text messages',
  'sms.lead': 'For what cannot wait. They name the request, never what was written in it.',
  'sms.number': 'Mobile number',
  'sms.number_hint':
    'With country code, for example +49 170 1234567. We send a code there to make sure it is yours.',
  'sms.send_code': 'Send code',
  'sms.keep': 'Keep the number I have',
  'sms.invalid_number':
    'Please check the number. It starts with the country code, such as +49, and has no zero in brackets.',
  'sms.used_up': 'No more text messages can be sent this month. Please try again next month.',
  'sms.sent': 'A code is on its way to {number}.',
  'sms.sent_to': 'We have sent a code to',
  'sms.code': 'Code from the text message',
  'sms.code_hint': 'Six digits, valid until {time}',
  'sms.incomplete': 'Please enter all six digits.',
  'sms.wrong_code':
    'This code is not the right one, or no longer valid. Compare it with the newest text message, or have a new code sent to you.',
  'sms.expired': 'The code has expired. Have a new one sent to you.',
  'sms.confirm': 'Confirm number',
  'sms.back': 'Change the number',
  'sms.again': 'Send a new code',
  'sms.again_in': 'available in {time}',
  'sms.sent_again': 'A new code is on its way. The one before no longer counts.',
  'sms.goes_to': 'Text messages go to',
  'sms.none_chosen': 'So far none are sent. Choose above what you want to be told by text message.',
  'sms.stop': 'Stop text messages',
  'sms.stopped': 'You get no more text messages.',
  'sms.other_number': 'Use another number',

  'deliveries.title': 'What we told you',
  'deliveries.lead':
    'Emails and text messages of the last 180 days, and whether they arrived. Those with a code are not listed.',
  'deliveries.what': 'About',
  'deliveries.to': 'To',
  'deliveries.state': 'State',
  'deliveries.when': 'When',
  'deliveries.empty_title': 'Nothing sent yet',
  'deliveries.empty':
    'When we tell you something by email or text message, you see here when, where to, and whether it arrived.',

  'about.ticket_opened': 'New request',
  'about.ticket_replied': 'New message',
  'about.ticket_solved': 'Marked as solved',
  'about.ticket_reopened': 'Opened again',
  'about.digest.one': 'Summary of {count} event',
  'about.digest.other': 'Summary of {count} events',
  'about.password_changed': 'Your password was changed',
  'about.factor_enrolled': 'An authenticator app was set up',
  'about.passkey_added': 'A passkey was added',
  'about.factor_removed': 'A second factor was removed',
  'about.recovery_code_used': 'A recovery code was used',
  'about.recovery_codes_created': 'New recovery codes were created',
  'about.new_device': 'Someone signed in on a new device',
  'about.recovery_asked': 'Somebody asked to reset your second factors',
  'about.recovery_declined': 'Your second factors were not reset',
  'about.factors_reset': 'Your second factors were reset',
  'about.administrator_added': 'Somebody became an administrator',
  'about.approval_waits': 'Something waits for your decision',
  'about.approval_decided': 'What you asked for was decided',

  'delivery.deferred': 'Waiting',
  'delivery.deferred.why': 'For the daily email, or the end of your quiet hours.',
  'delivery.sending': 'Being sent',
  'delivery.sent': 'Sent',
  'delivery.delivered': 'Delivered',
  'delivery.bounced': 'Came back',
  'delivery.complained': 'Marked as spam',
  'delivery.suppressed': 'Not sent',
  'delivery.why.address_bounces': 'Emails to this address came back.',
  'delivery.why.address_complained': 'An email to this address was marked as spam.',
  'delivery.why.sms_limit': 'There were too many text messages already.',

  'unsubscribe.title': 'Do you want fewer emails?',
  'unsubscribe.about.ticket_opened': 'It is about emails that tell you of new requests in your account.',
  'unsubscribe.about.ticket_replied': 'It is about emails that tell you of answers.',
  'unsubscribe.about.ticket_status':
    'It is about emails that tell you when a request is solved or opened again.',
  'unsubscribe.about.all':
    'It is about all emails that tell you of requests. What concerns your sign-in is sent in any case.',
  'unsubscribe.nothing_yet': 'Nothing has changed so far.',
  'unsubscribe.never': 'No more such emails',
  'unsubscribe.daily': 'Once a day',
  'unsubscribe.now': 'At once again',
  'unsubscribe.holds.never': 'Done. You get no more of these emails.',
  'unsubscribe.holds.daily': 'Done. From now on they come once a day, in one email.',
  'unsubscribe.holds.now': 'Done. These emails come at once again.',
  'unsubscribe.more': 'Everything else is chosen in the portal.',
  'unsubscribe.choose': 'Choose what we tell you',
  'unsubscribe.sign_in': 'Sign in and choose',
  'unsubscribe.old_title': 'This link no longer works',
  'unsubscribe.old': 'It is incomplete, or too old. In the portal you choose at any time what we tell you.',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
