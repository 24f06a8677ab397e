/** English, of the queue and of asking; loaded with the pages of the team and of a new request. */

export const en = {
  'queue.title': 'Queue',
  'queue.open': 'Need an answer',
  'queue.pending': 'Answered',
  'queue.solved': 'Solved',
  'queue.filter': 'Show requests',
  'queue.empty_open_title': 'All answered',
  'queue.empty_open': 'Nobody is waiting for an answer. New requests appear here by themselves.',
  'queue.empty_pending_title': 'No answered requests',
  'queue.empty_pending': 'Requests you have answered stay here until the customer writes again.',
  'queue.empty_solved_title': 'Nothing solved yet',
  'queue.empty_solved': 'Requests that you or a customer mark as solved are listed here.',
  'queue.keys': '{down} and {up} move, {open} opens',
  'queue.keys_toggle': 'Keyboard shortcuts',
  'queue.back': 'Queue',
  'queue.answered_told': 'Answer sent.',
  'queue.next_label': 'Next request',
  'queue.next': 'Next: {subject}',
  'queue.skip': 'Skip',
  'queue.skipped': 'Skipped. It stays behind while this tab is open.',
  'queue.done': 'The queue is empty. Well done.',
  'tickets.waiting_since': 'Waiting',
  'tickets.account': 'Account',
  'queue.of_customer': 'Open requests',
  'queue.none_of_customer': 'Nothing is open.',
  'queue.more_of_customer': 'These are the first five; there are more.',

  'status.staff.open': 'Needs an answer',
  'status.staff.pending': 'Answered',
  'status.staff.solved': 'Solved',
  'status.staff.open.explained': 'The customer is waiting for an answer.',
  'status.staff.pending.explained': 'It comes back to the queue as soon as the customer writes.',
  'status.staff.solved.explained':
    'Nothing is left to do. It comes back to the queue if the customer writes.',
  'thread.reply_staff': 'Your answer',
  'thread.reply_placeholder_staff': 'Write to the customer…',
  'thread.send_staff': 'Send answer',
  'thread.answered_meanwhile':
    '{name} answered while you were writing, so yours has not been sent. It is kept here.',
  'thread.show_newer': 'Show the answer',
  'thread.send_anyway': 'Send anyway',

  'new.title': 'New request',
  'new.done': 'Your request has been sent. You will find our answer here.',
  'new.kind': 'What is it about?',
  'new.subject': 'Subject',
  'new.subject_hint': 'In a few words, so that you find it again',
  'new.message': 'Your message',
  'new.message_hint':
    'The more precisely you describe it, the sooner we can help: serial number, what you expected, what happened.',
  'new.pressing': 'How urgent is it?',
  'new.impact': 'What is affected?',
  'new.urgency': 'How soon do you need an answer?',
  'new.result': 'This gives your request the priority “{priority}”.',
  'new.result.low': 'We answer it after the more urgent ones.',
  'new.result.normal': 'More urgent ones first, then in the order they come in.',
  'new.result.high': 'It comes before normal requests.',
  'new.result.urgent': 'It goes to the top: we look at it first.',
  'new.submit': 'Send',
  'new.draft_kept': 'What you type is kept in this tab until you send it.',
  'new.not_allowed':
    'You can read the requests of this account but not send new ones. Its owner can change that.',
  'kind.question.hint': 'You would like to know something',
  'kind.incident.hint': 'Something does not work as it should',
  'kind.request.hint': 'You need something from us',
  'kind.complaint.hint': 'You are not satisfied',

  'thread.close': 'Mark as solved',
  'thread.close_done': 'Marked as solved.',
  'thread.close_said': 'Marked as solved. The button “Reopen” undoes this.',
  'thread.reopen': 'Reopen',
  'thread.reopen_done': 'Reopened.',
  'thread.reopen_said': 'Reopened.',
  'thread.written_meanwhile':
    'Somebody wrote at the same moment, so nothing was changed. Read the latest message, then decide again.',

  'thread.transcript': 'Make a transcript',
  'thread.following.follows': 'You follow this request.',
  'thread.following.silent': 'You do not follow this request.',
  'thread.following.muted': 'Muted.',
  'thread.followed_said': 'You hear of this request from now on.',
  'thread.muted_said': 'Muted. You hear nothing more of this request, not even in the portal.',
  'thread.mute': 'Mute',
  'thread.follow': 'Follow',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
