/** What an account is, for its members, as far as they may see it. */

import type { Action } from '../../../api/types';
import { useMembership } from '../../../lib/person';
import { lazyPage } from '../../../ui/lazy-page';
import { NotFound } from '../../../ui/NotFound';
import { later } from '../texts/later';
import { ActivityPage } from './ActivityPage';
import { Company } from './Company';
import type { InvitePage } from './Invite';
import { People } from './People';
import { Person } from './Person';

/** It reads tables, for which it brings a library. */
const Invite = lazyPage<Parameters<typeof InvitePage>[0]>(
  () => import('./Invite').then((module) => module.InvitePage),
  later,
);

const pages = { company: Company, people: People, invite: Invite, person: Person, activity: ActivityPage };

const needs = {
  company: 'accounts.get_account',
  people: 'accounts.list_members',
  invite: 'accounts.invite_members',
  person: 'accounts.list_members',
  activity: 'accounts.list_activity',
} as const satisfies Readonly<Record<keyof typeof pages, Action>>;

interface Props {
  page: keyof typeof pages;
  accountId?: string;
  personId?: string;
}

export function AccountPages({ page, accountId = '', personId = '' }: Props) {
  const membership = useMembership(accountId);
  if (!membership?.may.includes(needs[page])) return <NotFound />;
  const Shown = pages[page];
  // Each account has a page of its own: nothing of one is left on that of another.
  return <Shown key={`${accountId} ${personId}`} membership={membership} personId={personId} />;
}
