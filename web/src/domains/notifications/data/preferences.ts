/** Changes of what a person is told: as they are sent, shown before they are saved, and put back. */

import type { Preferences, QuietHours, TextTiming, Timing, Topic } from './types';

/** One thing at a time, so that nothing that was changed elsewhere meanwhile is put back. */
export type Change =
  | { topics: [{ topic: Topic; mail: Timing }] }
  | { topics: [{ topic: Topic; sms: TextTiming }] }
  | { quiet_hours: QuietHours | null }
  /** No text messages any more. */
  | { stop_sms: true }
  /** Mails arrive again. */
  | { mail_again: true };

/** Preferences as they will be. What cannot be put back is shown when it is so, and not before. */
export function applied(before: Preferences, change: Change): Preferences {
  if ('topics' in change) {
    const [wanted] = change.topics;
    const topics = before.topics.map((each) => (each.topic === wanted.topic ? { ...each, ...wanted } : each));
    return { ...before, topics };
  }
  return 'quiet_hours' in change ? { ...before, quiet_hours: change.quiet_hours } : before;
}

/** What puts a change back; null where nothing does: a number has to be confirmed anew. */
export function inverse(before: Preferences, change: Change): Change | null {
  if ('quiet_hours' in change) return { quiet_hours: before.quiet_hours ?? null };
  if (!('topics' in change)) return null;
  const [wanted] = change.topics;
  const was = before.topics.find(({ topic }) => topic === wanted.topic);
  if (!was) return null;
  const { topic, mail, sms } = was;
  return 'mail' in wanted ? { topics: [{ topic, mail }] } : { topics: [{ topic, sms }] };
}
