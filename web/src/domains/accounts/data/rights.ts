/** What a role presets, and what somebody may give: the same rules as `shared/src/access/rights.rs`, which decides. */

import { type Act, acts, modules, type Role, type Scope, type Scopes, scopes } from './types';

export interface Rights {
  scopes: Scopes;
  acts: readonly Act[];
}

const all = (scope: Scope): Scopes => ({
  tickets: scope,
  documents: scope,
  profile: scope,
  people: scope,
  activity: scope,
});
const own: Scopes = { ...all('own'), profile: 'account' };

const presets: Readonly<Record<Role, Rights>> = {
  owner: { scopes: all('account'), acts },
  admin: { scopes: all('account'), acts: ['ask', 'manage_documents', 'manage_profile', 'manage_people'] },
  finance: { scopes: { ...own, documents: 'account' }, acts: ['ask', 'manage_documents', 'manage_profile'] },
  orders: { scopes: own, acts: ['ask', 'manage_documents'] },
  support: {
    scopes: { ...own, tickets: 'account', documents: 'account' },
    acts: ['ask', 'manage_documents'],
  },
  viewer: { scopes: { ...own, tickets: 'account', documents: 'account' }, acts: [] },
  member: { scopes: own, acts: ['ask', 'manage_documents'] },
};

export function presetOf(role: Role): Rights {
  return presets[role];
}

/** Nobody gives more than they have. */
export function coversScope(mine: Scope, given: Scope): boolean {
  return scopes.indexOf(given) <= scopes.indexOf(mine);
}

export function covers(mine: Rights, given: Rights): boolean {
  return (
    modules.every((module) => coversScope(mine.scopes[module], given.scopes[module])) &&
    given.acts.every((act) => mine.acts.includes(act))
  );
}

/** Whether two people, or one before and after, see and may do the same. */
export function sameRights(one: Rights, other: Rights): boolean {
  return covers(one, other) && covers(other, one);
}
