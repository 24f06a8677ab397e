/** The message that an address names, such as `…/tickets/tic_1#message-7`: mails and the inbox lead to it. */

import type { Message } from './types';

export function namedIn(hash: string): number | null {
  const [, seq] = /^#message-(\d{1,15})$/.exec(hash) ?? [];
  return seq === undefined ? null : Number(seq);
}

/**
 * Which of the messages it is. What is told of a ticket need not be a message: then it is the last one before it.
 * Undefined as long as what is still to come may hold it: earlier pages, or, while `loading`, later messages.
 */
export function messageNamed(
  seq: number,
  messages: readonly Message[],
  loading: boolean,
): Message | undefined {
  const before = messages.filter((message) => message.seq <= seq).at(-1);
  if (before?.seq === seq) return before;
  const overtaken = messages.some((message) => message.seq > seq);
  return loading && !overtaken ? undefined : before;
}
