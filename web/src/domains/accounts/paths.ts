/** Where people see to what is theirs, and to what is their company's. */

import { accountPath, ofAccount, ofStaff, segment } from '../../lib/paths';

export const profilePatterns = { profile: '/profile' } as const;

export const profilePaths = { profile: () => profilePatterns.profile };

export const accountPatterns = {
  company: `${ofAccount}/company`,
  people: `${ofAccount}/people`,
  invite: `${ofAccount}/people/invite`,
  person: `${ofAccount}/people/:personId`,
  activity: `${ofAccount}/activity`,
  invitation: '/invitation',
} as const;

/** Which part of what happened; all of it, where nothing is said. */
export interface ActivityFilter {
  kind?: string | undefined;
  person?: string | undefined;
}

export const accountPaths = {
  company: (accountId: string) => `${accountPath(accountId)}/company`,
  people: (accountId: string) => `${accountPath(accountId)}/people`,
  invite: (accountId: string) => `${accountPaths.people(accountId)}/invite`,
  person: (accountId: string, personId: string) => `${accountPaths.people(accountId)}/${segment(personId)}`,
  activity: (accountId: string, filter: ActivityFilter = {}) => {
    const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString();
    return `${accountPath(accountId)}/activity${query && `?${query}`}`;
  },
  invitation: () => accountPatterns.invitation,
};

/** What the team sees of customers, all below one address; of itself; what waits for a decision; and the company's brand. */
export const customers = `${ofStaff}/customers`;
export const team = `${ofStaff}/people`;
export const approvals = `${ofStaff}/approvals`;
export const brandPage = `${ofStaff}/brand`;
