/** English, of tickets as customers see them, and of the conversation. */

export const en = {
  'tickets.nav': 'Requests',
  'tickets.nav_queue': 'Queue',
  'tickets.title': 'Requests',
  'tickets.subject': 'Subject',
  'tickets.status': 'Status',
  'tickets.priority': 'Priority',
  'tickets.kind': 'Kind',
  'tickets.opened_by': 'Opened by',
  'tickets.last_activity': 'Last activity',
  'tickets.reference': 'Reference',
  'tickets.copy_reference': 'Copy reference',
  'tickets.empty_title': 'No requests yet',
  'tickets.empty': 'Everything you ask us appears here, with our answer.',
  'tickets.ask': 'New request',

  'new.nav': 'New request',

  'status.customer.open': 'With us',
  'status.customer.pending': 'Answered',
  'status.customer.solved': 'Solved',
  'status.customer.open.explained': 'It is our turn to answer. You can add something at any time.',
  'status.customer.pending.explained':
    'We have answered. Write back if anything is left; if not, there is nothing you need to do.',
  'status.customer.solved.explained': 'Nothing is left to do here.',

  'kind.question': 'Question',
  'kind.incident': 'Problem',
  'kind.request': 'Service',
  'kind.complaint': 'Complaint',

  'priority.low': 'Low',
  'priority.normal': 'Normal',
  'priority.high': 'High',
  'priority.urgent': 'Urgent',

  'impact.low': 'Minor',
  'impact.medium': 'Part of our work',
  'impact.high': 'Work has stopped',

  'urgency.low': 'Can wait',
  'urgency.medium': 'This week',
  'urgency.high': 'Today',

  'thread.title': 'Conversation',
  'thread.back': 'All requests',
  'thread.earlier': 'Show earlier messages',
  'thread.earlier_loaded': 'Earlier messages loaded.',
  'thread.latest': 'Jump to the latest message',
  'thread.details': 'Details',
  'thread.staff_badge': 'Team',
  'thread.you': 'You',
  'thread.priority_why': '{impact} · {urgency}',
  'thread.reply': 'Your reply',
  'thread.reply_placeholder': 'Write to us…',
  'thread.send': 'Send reply',
  'thread.send_hint': 'Send with {key} + Enter',
  'thread.control_key': 'Ctrl',
  'thread.sent': 'Your message has been sent.',
  'thread.solved_note': 'This request is solved. Writing again reopens it.',
  'thread.new_message': 'New message from {name}.',
  'thread.printed': 'Printed on {date}',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
