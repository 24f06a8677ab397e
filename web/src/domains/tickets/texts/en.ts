/** English, of tickets as customers see them, and of the conversation. */

export const en = {
  'tickets.nav': 'Tickets',
  'tickets.nav_queue': 'Queue',
  'tickets.title': 'Tickets',
  'tickets.subject': 'Subject',
  'tickets.status': 'Status',
  'tickets.priority': 'Priority',
  'tickets.kind': 'Kind',
  'tickets.opened_by': 'Opened by',
  'tickets.last_activity': 'Last activity',
  'tickets.reference': 'Reference',
  'tickets.account': 'Account',
  'tickets.waiting_since': 'Waiting',
  'tickets.copy_reference': 'Copy reference',
  'tickets.empty_title': 'No tickets yet',
  'tickets.empty': 'When you ask us something, it appears here, with our answer.',
  'tickets.ask': 'Ask us something',

  'new.nav': 'Ask us',
  'new.title': 'Ask us something',
  'new.kind': 'What is it?',
  'new.subject': 'Subject',
  'new.subject_hint': 'In a few words, so that you find it again',
  'new.message': 'Your message',
  'new.message_hint':
    'The more precisely you describe it, the sooner we can help: serial number, what you expected, what happened.',
  'new.pressing': 'How pressing is it?',
  'new.impact': 'What is affected?',
  'new.urgency': 'How soon do you need an answer?',
  'new.result': 'This makes it a ticket of {priority} priority.',
  'new.result.low': 'We answer it after the more pressing ones.',
  'new.result.normal': 'We answer it in the order it came in.',
  'new.result.high': 'It is placed ahead of normal tickets.',
  'new.result.urgent': 'It goes to the top: we look at it first.',
  'new.submit': 'Send',
  'new.draft_kept': 'What you type is kept in this tab until you send it.',
  'new.sent': 'Your ticket {reference} has been sent.',
  'new.not_allowed': 'You may read tickets in this account, but not open any. Its owner can change that.',

  'status.customer.open': 'With us',
  'status.customer.pending': 'Waiting for you',
  'status.staff.open': 'Needs an answer',
  'status.staff.pending': 'With the customer',
  'status.customer.open.explained':
    'It is our turn: we are working on an answer. You can add something at any time.',
  'status.customer.pending.explained':
    'We have answered. Write back if anything is left; if not, there is nothing you need to do.',
  'status.staff.open.explained': 'The customer is waiting for an answer.',
  'status.staff.pending.explained': 'Answered. It comes back to the queue as soon as the customer writes.',

  'kind.question': 'Question',
  'kind.question.hint': 'You would like to know something',
  'kind.incident': 'Problem',
  'kind.incident.hint': 'Something does not work as it should',
  'kind.request': 'Request',
  'kind.request.hint': 'You need something from us',
  'kind.complaint': 'Complaint',
  'kind.complaint.hint': 'We did not do well',

  'priority.low': 'Low',
  'priority.normal': 'Normal',
  'priority.high': 'High',
  'priority.urgent': 'Urgent',

  'impact.low': 'A detail',
  'impact.medium': 'Part of our work',
  'impact.high': 'Work has stopped',

  'urgency.low': 'Can wait',
  'urgency.medium': 'This week',
  'urgency.high': 'Today',

  'thread.title': 'Conversation',
  'thread.back': 'All tickets',
  'thread.earlier': 'Show earlier messages',
  'thread.earlier_loaded': 'Earlier messages loaded.',
  'thread.latest': 'Jump to the latest message',
  'thread.details': 'Details',
  'thread.staff_badge': 'Team',
  'thread.you': 'You',
  'thread.priority_why': '{impact} · {urgency}',
  'thread.reply': 'Your reply',
  'thread.reply_staff': 'Your answer',
  'thread.reply_placeholder': 'Write to us…',
  'thread.reply_placeholder_staff': 'Write to the customer…',
  'thread.send': 'Send reply',
  'thread.send_staff': 'Send answer',
  'thread.send_hint': '{key} + Enter sends',
  'thread.control_key': 'Ctrl',
  'thread.sent': 'Your message has been sent.',
  'thread.new_message': 'New message from {name}.',
  'thread.printed': 'Printed on {date}',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
