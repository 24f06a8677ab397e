/** The addresses of files and of the documents we ask for, for customers and for the team. */

import { accountPath, ofAccount, ofStaff, segment } from '../../lib/paths';

/** What stands behind the first two, the pages of documents read by themselves. */
export const documentRoots = {
  account: `${ofAccount}/documents/:page*`,
  staff: `${ofStaff}${ofAccount}/documents/:page*`,
  shared: '/shared',
  verify: '/verify',
} as const;

export const documentLinks = {
  files: (accountId: string, staff?: boolean) => `${staff ? ofStaff : ''}${accountPath(accountId)}/documents`,
  file: (accountId: string, fileId: string, staff?: boolean) =>
    `${documentLinks.files(accountId, staff)}/files/${segment(fileId)}`,
  /** All of them, or one, whose id stands behind the #. */
  requests: (accountId: string, requestId: string, staff?: boolean) =>
    `${documentLinks.files(accountId, staff)}/requests${requestId && `#${requestId}`}`,
  /** Whether a paper is ours; for everybody. */
  verify: (code: string) => `${documentRoots.verify}/${segment(code)}`,
};
