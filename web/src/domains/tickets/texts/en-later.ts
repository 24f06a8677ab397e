/** English, of the queue; loaded with the pages of the team. */

export const en = {
  'queue.title': 'Queue',
  'queue.open': 'Need an answer',
  'queue.pending': 'With the customer',
  'queue.solved': 'Solved',
  'queue.filter': 'Show tickets that',
  'queue.empty_open_title': 'All answered',
  'queue.empty_open': 'Nobody is waiting for an answer. New tickets appear here by themselves.',
  'queue.empty_pending_title': 'Nothing with customers',
  'queue.empty_pending': 'Tickets you have answered stay here until the customer writes again.',
  'queue.empty_solved_title': 'Nothing solved yet',
  'queue.empty_solved': 'Tickets that you or a customer mark as solved are listed here.',
  'queue.keys': '{down} and {up} move, {open} opens',
  'queue.keys_toggle': 'Keyboard shortcuts',
  'queue.back': 'Queue',
  'queue.answered_told': 'Answer sent.',
  'queue.solved_told': 'This ticket is done.',
  'queue.next': 'Next: {subject}',
  'queue.done': 'The queue is empty. Well done.',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
