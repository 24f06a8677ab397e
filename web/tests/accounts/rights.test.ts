/** Nobody gives more than they have: the same as in `shared/src/access/rights.rs`. */

import { expect, it } from 'vitest';
import { covers, presetOf, sameRights } from '../../src/domains/accounts/data/rights';
import { roles } from '../../src/domains/accounts/data/types';

const [owner, admin, viewer] = [presetOf('owner'), presetOf('admin'), presetOf('viewer')];

it('owners may give every role, and each role itself', () => {
  for (const role of roles) {
    expect(covers(owner, presetOf(role)), role).toBe(true);
    expect(sameRights(presetOf(role), presetOf(role)), role).toBe(true);
  }
});

it('others give what they have', () => {
  expect([covers(admin, owner), covers(admin, viewer), covers(viewer, admin)]).toEqual([false, true, false]);
  expect(sameRights(admin, { ...admin, acts: [...admin.acts].reverse() })).toBe(true);
});
