/** What a person may change about themselves, as the form holds it and as it is sent. */

import type { Profile } from '../../../api/types';
import { cleanLine } from '../../../lib/text';

export interface ProfileFields {
  name: string;
  /** Empty: none. */
  phone: string;
  language: Profile['language'];
  time_zone: string;
}

export interface ProfileChanges extends Partial<Omit<ProfileFields, 'phone'>> {
  /** `null` removes it. */
  phone?: string | null;
}

export function fieldsOf({ name, phone, language, time_zone }: Profile): ProfileFields {
  return { name, phone: phone ?? '', language, time_zone };
}

/** Only what differs: what somebody changed elsewhere meanwhile must not be put back. */
export function changesOf(profile: Profile, wanted: Partial<ProfileFields>): ProfileChanges {
  const changes: ProfileChanges = {};
  const name = wanted.name === undefined ? undefined : cleanLine(wanted.name);
  const phone = wanted.phone === undefined ? undefined : cleanLine(wanted.phone);
  if (name !== undefined && name !== profile.name) changes.name = name;
  if (phone !== undefined && phone !== (profile.phone ?? '')) changes.phone = phone || null;
  if (wanted.language && wanted.language !== profile.language) changes.language = wanted.language;
  if (wanted.time_zone && wanted.time_zone !== profile.time_zone) changes.time_zone = wanted.time_zone;
  return changes;
}
