/** An account and its people as the API tells of them, and the words it uses. */

import type { Answer, Me, Membership } from '../../../api/types';

export type Account = Answer<'accounts.get_account', 200>;
export type CompanyProfile = Account['profile'];
export type Address = NonNullable<CompanyProfile['address']>;
export type Member = Answer<'accounts.list_members', 200>['items'][number];
export type Invited = Answer<'accounts.list_members', 200>['invitations'][number];
export type InvitedOne = Answer<'accounts.invite_members', 200>['items'][number];
export type Invitation = Answer<'accounts.get_invitation', 200>;
export type Activity = Answer<'accounts.list_activity', 200>['items'][number];
export type AccessLine = Answer<'accounts.explain_access', 200>['items'][number];
export type Colleague = Answer<'auth.list_staff', 200>['items'][number];
export type Approval = Answer<'accounts.list_approvals', 200>['items'][number];

export type StaffRole = NonNullable<Me['staff']>['role'];

/** In the order in which they are offered. */
export const staffRoles = ['agent', 'billing', 'content', 'admin'] as const satisfies readonly StaffRole[];

export const whichApprovals = ['open', 'decided'] as const;
/** Which approvals. */
export type Which = (typeof whichApprovals)[number];

export type Role = Membership['role'];
export type Scopes = Membership['scopes'];
export type Module = keyof Scopes;
export type Scope = Scopes[Module];
export type Act = Membership['acts'][number];

/** Those with more rights first. */
export const roles = [
  'owner',
  'admin',
  'finance',
  'orders',
  'support',
  'viewer',
  'member',
] as const satisfies readonly Role[];
export const modules = [
  'tickets',
  'documents',
  'profile',
  'people',
  'activity',
] as const satisfies readonly Module[];
export const scopes = ['none', 'own', 'account'] as const satisfies readonly Scope[];
export const acts = [
  'ask',
  'manage_documents',
  'manage_profile',
  'manage_people',
  'manage_security',
  'manage_owners',
] as const satisfies readonly Act[];
