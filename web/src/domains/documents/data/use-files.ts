/** The files of a folder, or of the trash, and the folders there are. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { keep, type Listing, peek, useListing } from '../../../lib/resource';
import type { StoredFile } from './types';

/** Which files: of a folder, the top when it is empty, or what was thrown away. */
export interface View {
  folder: string;
  trash: boolean;
}

export interface Files extends Listing<StoredFile> {
  /** The paths of all folders, as far as they are known. */
  folders: readonly string[];
}

const foldersKey = (accountId: string) => `documents/folders/${accountId}`;

export function useFiles(accountId: string, { folder, trash }: View): Files {
  const [folders, setFolders] = useState(() => peek<readonly string[]>(foldersKey(accountId)) ?? []);
  const listing = useListing<StoredFile>(
    `documents/files/${accountId}/${trash ? '?trash' : folder}`,
    async (cursor) => {
      const page = await answer(
        api.GET('/accounts/{account_id}/files', {
          params: {
            path: { account_id: accountId },
            query: {
              ...(trash ? { trash } : folder ? { folder } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      );
      if (!cursor && !trash) {
        keep(foldersKey(accountId), page.folders);
        setFolders(page.folders);
      }
      return page;
    },
    { every: 60_000 },
  );
  return { ...listing, folders };
}
