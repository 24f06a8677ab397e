/** English, of the start page. */

export const en = {
  'home.nav': 'Home',
  'home.morning': 'Good morning, {name}',
  'home.day': 'Hello, {name}',
  'home.evening': 'Good evening, {name}',
  'home.waiting.one': '{count} answer is waiting for you.',
  'home.waiting.other': '{count} answers are waiting for you.',
  'home.nothing_waiting': 'Nothing is waiting for you.',
  'home.ask': 'Ask us something',
  'home.waiting_title': 'Waiting for you',
  'home.recent_title': 'With us',
  'home.all_tickets': 'All tickets',
  'home.empty_title': 'Ask your first question',
  'home.empty':
    'Whatever it is about: write to us here and you find the answer in the same place, with everything that was said before.',
  'home.no_tickets': 'You have no access to tickets in this account. Its owner can change that.',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
