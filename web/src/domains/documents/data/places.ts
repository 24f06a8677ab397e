/** The addresses within the documents of an account, for either side. */

import { documentLinks } from '../paths';
import type { Place } from './types';

type At = Pick<Place, 'accountId' | 'staff'>;

export const places = {
  folder: ({ accountId, staff }: At, folder: string) =>
    documentLinks.files(accountId, staff) + (folder ? `?${new URLSearchParams({ folder })}` : ''),
  trash: ({ accountId, staff }: At) => `${documentLinks.files(accountId, staff)}?view=trash`,
  file: ({ accountId, staff }: At, fileId: string) => documentLinks.file(accountId, fileId, staff),
  requests: ({ accountId, staff }: At, ended?: boolean) =>
    `${documentLinks.files(accountId, staff)}/requests${ended ? '?ended=true' : ''}`,
  newRequest: (at: At) => `${places.requests(at)}/new`,
  /** Begun with what is known of it. */
  newPaper: ({ accountId, staff }: At, known: NewPaperQuery = {}) => {
    const query = new URLSearchParams(Object.entries(known).filter(([, value]) => value));
    return `${documentLinks.files(accountId, staff)}/new${query.size > 0 ? `?${query}` : ''}`;
  },
};

/** The team makes a transcript of a request. */
export function transcriptPath(accountId: string, ticketId: string): string {
  return places.newPaper({ accountId, staff: true }, { ticket: ticketId });
}

export interface NewPaperQuery {
  folder?: string;
  /** The paper that it replaces. */
  supersedes?: string;
  /** The request that it tells of. */
  ticket?: string;
}

export type DocumentPlace =
  | { page: 'files' | 'requests' | 'new' | 'paper' }
  | { page: 'file'; fileId: string };

/** Of what stands behind `…/documents/`; null where nothing is. */
export function documentPlace(rest: string): DocumentPlace | null {
  if (!rest) return { page: 'files' };
  if (rest === 'new') return { page: 'paper' };
  if (rest === 'requests') return { page: 'requests' };
  if (rest === 'requests/new') return { page: 'new' };
  const [, fileId] = /^files\/(fil_\w+)$/.exec(rest) ?? [];
  return fileId ? { page: 'file', fileId } : null;
}
