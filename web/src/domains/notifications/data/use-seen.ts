/** Whoever looks at a matter has seen what they were told of it. */

import { useEffect } from 'preact/hooks';
import { knownUnread, markRead } from './use-notifications';

/** Marks the matter as read up to `seq`, once that is shown. What fails stays unread, and is read with the next look. */
export function useSeen(matter: string, seq: number | undefined): void {
  useEffect(() => {
    if (seq === undefined || knownUnread() === 0) return;
    void markRead(matter, seq).catch(() => {});
  }, [matter, seq]);
}
