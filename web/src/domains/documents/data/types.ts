/** Files and requests for them as the API tells of them, and the words it uses. */

import type { components } from '../../../api/schema';
import type { Action, Answer } from '../../../api/types';

export type StoredFile = Answer<'documents.list_files', 200>['items'][number];
export type WholeFile = Answer<'documents.download_file', 200>;
export type FileLink = NonNullable<WholeFile['link']>;
export type Version = WholeFile['versions'][number];
export type Comment = WholeFile['comments'][number];
export type Share = WholeFile['shares'][number];
export type NewShare = Answer<'documents.share_file', 201>;
export type Scan = StoredFile['scan'];
export type Upload = Answer<'documents.start_upload', 201>;
export type UploadBody = components['schemas']['StartUpload'];
export type Part = NonNullable<Upload['parts']>[number];
export type SharedFile = Answer<'documents.open_share', 200>;

export type FileRequest = Answer<'documents.list_requests', 200>['items'][number];
export type RequestLine = FileRequest['lines'][number];
export type LineState = RequestLine['state'];
export type RequestState = FileRequest['state'];

/** Whose documents a page shows, and what the person may do with them. */
export interface Place {
  accountId: string;
  staff: boolean;
  /** They see only what they uploaded and what is for them by name. */
  ownOnly: boolean;
  may: (action: Action) => boolean;
}
