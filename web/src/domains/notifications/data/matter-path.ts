/** Where a matter is looked at, by members and by the team; null where there is no page of it. */

import { documentLinks } from '../../documents/paths';
import { messagePlace, ticketPaths } from '../../tickets/paths';
import type { Notification } from './types';

type MatterKind = Notification['matter']['kind'];

export function matterPath(
  kind: MatterKind,
  accountId: string,
  id: string,
  staff: boolean,
  /** Of a ticket: the message that is to be seen. */
  seq?: number,
): string | null {
  switch (kind) {
    case 'ticket': {
      const path = (staff ? ticketPaths.staffTicket : ticketPaths.ticket)(accountId, id);
      return seq === undefined ? path : `${path}#${messagePlace(seq)}`;
    }
    case 'file':
      return documentLinks.file(accountId, id, staff);
    case 'file_request':
      return documentLinks.requests(accountId, id, staff);
    // To be reached in other ways than by a page.
    case 'person':
      return null;
  }
}
