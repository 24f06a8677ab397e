/** Where announcements are heard. The key makes a repeated text a new one. */

import { useAnnouncement } from '../lib/announce';

export function LiveRegion() {
  const { text, turn } = useAnnouncement();
  return (
    <div class="visually-hidden" aria-live="polite" role="status">
      <span key={turn}>{text}</span>
    </div>
  );
}
