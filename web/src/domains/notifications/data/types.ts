/** What a person was told, as the API says it. */

import type { Answer } from '../../../api/types';

export type Inbox = Answer<'notifications.list_notifications', 200>;
export type Notification = Inbox['items'][number];
export type NewsKind = Notification['kind'];
