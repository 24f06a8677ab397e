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

  'new.title': 'New request',
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
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
