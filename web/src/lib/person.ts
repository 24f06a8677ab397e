/**
 * The signed-in person, for everything below the sign-in page: as the front of the API hands every endpoint its caller,
 * so every domain reads here who is asking and what they may.
 */

import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Action, Me, Membership } from '../api/types';
import { preferredLanguages } from './browser';
import { type Formatter, formatter, localeFor } from './format';
import { useText } from './i18n';

export const PersonContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(PersonContext);
  if (!me) throw new Error('Drawn outside the signed-in part of the portal.');
  return me;
}

/** Works on the sign-in page too, where nobody's time zone is known yet. */
export function useFormat(): Formatter {
  const { language } = useText();
  const timeZone = useContext(PersonContext)?.person.time_zone;
  return useMemo(() => formatter(localeFor(language, preferredLanguages()), timeZone), [language, timeZone]);
}

export function membershipOf(me: Me, accountId: string): Membership | undefined {
  return me.memberships.find((membership) => membership.account.id === accountId);
}

/** Of the account in the address, if the person is a member of it. */
export function useMembership(accountId = ''): Membership | undefined {
  return membershipOf(useMe(), accountId);
}

export function mayAsStaff(me: Me, action: Action): boolean {
  return me.staff?.may.includes(action) ?? false;
}
