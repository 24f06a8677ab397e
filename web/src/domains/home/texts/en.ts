/** English, of the start page. */

export const en = {
  'home.nav': 'Home',
  'home.morning': 'Good morning, {name}',
  'home.day': 'Hello, {name}',
  'home.evening': 'Good evening, {name}',
  'home.waiting.one': '{count} request has been answered.',
  'home.waiting.other': '{count} requests have been answered.',
  'home.waiting_more': 'More than {count} requests have been answered.',
  'home.nothing_waiting': 'There is nothing for you to do right now.',
  'home.ask': 'New request',
  'home.waiting_title': 'Answered',
  'home.recent_title': 'With us',
  'home.progress': '{shown} of {count}',
  'home.progress_more': '{shown} of more than {count}',
  'home.all_tickets': 'All requests',
  'home.empty_title': 'Send us your first request',
  'home.empty':
    'Whatever it is about: write to us here and you find the answer in the same place, with everything that was said before.',
  'home.quiet_title': 'Everything is done',
  'home.no_tickets': 'You have no access to the requests of this account. Its owner can change that.',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
