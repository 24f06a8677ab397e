/** English, of the queue; loaded with the pages of the team. */

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
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
