/** The link of a mail that ends mails of its kind: what it holds, and what it is about. */

import { anonymousApi, answer } from '../../../api/client';
import type { Answer } from '../../../api/types';
import type { Timing, Topic } from './types';

const ends = ['ticket_opened', 'ticket_replied', 'ticket_status', 'documents', 'all'] as const;
export type Ends = (typeof ends)[number];

export interface MailLink {
  /** Empty when there is none. */
  token: string;
  about: Ends;
}

function endsOf(about: unknown): Ends {
  return ends.find((each) => each === about) ?? 'all';
}

/** Of the address, or of what was kept when the address was cleaned. */
export function linkIn(query: Readonly<Record<string, string>>, kept: unknown): MailLink {
  const found = query.token === undefined && typeof kept === 'object' && kept !== null ? kept : query;
  const { token, about }: { token?: unknown; about?: unknown } = found;
  return { token: typeof token === 'string' ? token : '', about: endsOf(about) };
}

type Unsubscribed = Answer<'notifications.unsubscribe', 200>;

export function unsubscribe(token: string, mail: Timing): Promise<Unsubscribed> {
  return answer(anonymousApi.POST('/notifications/unsubscribe', { params: { query: { token, mail } } }));
}

/** What the API says that it was about: one kind, or all that can be ended. */
export function endsOfTopics(topics: readonly Topic[]): Ends {
  return topics.length === 1 ? endsOf(topics[0]) : 'all';
}
