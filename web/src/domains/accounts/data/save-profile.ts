/** Saving what a person changes about themselves. */

import { answer, api } from '../../../api/client';
import { currentProfile, profileChanged } from '../../auth/public';
import { changesOf, type ProfileFields } from './profile';

let before: Promise<void> = Promise.resolve();

/**
 * Saves what differs from the profile, if anything does. One save at a time, in the order they were
 * asked for: the last word stays, and each answer has everything that was saved before it.
 */
export function saveProfile(wanted: Partial<ProfileFields>, key: string): Promise<void> {
  const mine = before.then(() => save(wanted, key));
  before = mine.catch(() => {});
  return mine;
}

async function save(wanted: Partial<ProfileFields>, key: string): Promise<void> {
  const profile = currentProfile();
  const changes = profile && changesOf(profile, wanted);
  if (!changes || Object.keys(changes).length === 0) return;
  profileChanged(
    await answer(api.PATCH('/me', { params: { header: { 'Idempotency-Key': key } }, body: changes })),
  );
}
