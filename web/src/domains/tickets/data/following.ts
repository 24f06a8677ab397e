/** Whether somebody hears of a ticket, and what they can change about it. */

import type { Following, TicketWithMessages } from './types';

export type Hearing = 'follows' | 'silent' | 'muted';

/** Of their own tickets people are told as long as they do not mute them. */
export function hearingOf(
  { following, opened_by }: Pick<TicketWithMessages, 'following' | 'opened_by'>,
  personId: string,
): Hearing {
  if (following === 'muted') return 'muted';
  return following === 'followed' || opened_by.id === personId ? 'follows' : 'silent';
}

/** What the one button sets; pressed twice it leaves everything as it was, or followed. */
export function otherwise(
  ticket: Pick<TicketWithMessages, 'following' | 'opened_by'>,
  personId: string,
): Following {
  if (hearingOf(ticket, personId) === 'follows') return 'muted';
  return ticket.opened_by.id === personId ? 'by_default' : 'followed';
}
