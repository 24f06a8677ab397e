/** What an event is about, as far as there is a page of it, for members and for the team. */

import { documentLinks } from '../../documents/paths';
import { ticketPaths } from '../../tickets/paths';
import type { Activity } from './types';

interface Matter {
  href: string;
  label: 'activity.open_request' | 'activity.open_file' | 'activity.open_wanted';
}

export function matterOf({ ids }: Pick<Activity, 'ids'>, accountId: string, staff: boolean): Matter | null {
  const { ticket, file_request, file } = ids;
  if (ticket) {
    const path = staff ? ticketPaths.staffTicket : ticketPaths.ticket;
    return { href: path(accountId, ticket), label: 'activity.open_request' };
  }
  // Of a document that was sent for a request, the request says more than the file.
  if (file_request)
    return { href: documentLinks.requests(accountId, file_request, staff), label: 'activity.open_wanted' };
  return file ? { href: documentLinks.file(accountId, file, staff), label: 'activity.open_file' } : null;
}
