/** Whose documents these are, and what the person may do there; null when they may not look at all. */

import { useMemo } from 'preact/hooks';
import { mayAsStaff, useMe, useMembership } from '../../../lib/person';
import type { Place } from './types';

export function usePlace(accountId: string, staff: boolean): Place | null {
  const me = useMe();
  const membership = useMembership(accountId);
  return useMemo(() => {
    const may: Place['may'] = staff
      ? (action) => mayAsStaff(me, action)
      : (action) => membership?.may.includes(action) ?? false;
    const ownOnly = !staff && membership?.scopes.documents === 'own';
    return may('documents.list_files') ? { accountId, staff, may, ownOnly } : null;
  }, [accountId, staff, me, membership]);
}
