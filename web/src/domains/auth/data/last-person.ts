/** Who was signed in last in this tab. What they left behind, drafts and a `?next=`, is nobody else's. */

import { tabStorage } from '../../../lib/browser-storage';
import { forgetDraftsOfOthers } from '../../../lib/drafts';

const lastKey = 'atrium.person';

/** Makes the tab this person's. False when somebody else was here before: then their address is not followed. */
export function takeTab(personId: string): boolean {
  const last = tabStorage.read(lastKey);
  tabStorage.write(lastKey, personId);
  forgetDraftsOfOthers(personId);
  return last === null || last === personId;
}

export function leaveTab(): void {
  tabStorage.remove(lastKey);
}
