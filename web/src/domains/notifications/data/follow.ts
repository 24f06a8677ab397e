/** Following a ticket, or wanting to hear of it no more. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';

export async function follow(
  accountId: string,
  ticketId: string,
  following: Answer<'tickets.get_ticket', 200>['following'],
): Promise<void> {
  await answer(
    api.PUT('/accounts/{account_id}/tickets/{ticket_id}/following', {
      params: { path: { account_id: accountId, ticket_id: ticketId } },
      body: { following },
    }),
  );
}
