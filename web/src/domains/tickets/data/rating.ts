/** Rating the help in a ticket. */

import { answer, api } from '../../../api/client';
import type { Rating, Ticket } from './types';

/** From very satisfied to very dissatisfied. */
export const scores = ['5', '4', '3', '2', '1'] as const;
export type Score = (typeof scores)[number];

export function scoreOf({ score }: Pick<Rating, 'score'>): Score {
  return scores.find((each) => each === `${score}`) ?? '3';
}

export function rateTicket(
  ticket: Pick<Ticket, 'account_id' | 'id'>,
  score: number,
  comment: string | null,
  key: string,
): Promise<Rating> {
  return answer(
    api.PUT('/accounts/{account_id}/tickets/{ticket_id}/rating', {
      params: {
        path: { account_id: ticket.account_id, ticket_id: ticket.id },
        header: { 'Idempotency-Key': key },
      },
      body: { score, ...(comment ? { comment } : {}) },
    }),
  );
}
