import { describe, expect, it } from 'vitest';
import { carryOn } from '../src/lib/flash';

describe('what was just done', () => {
  const told = { what: 'sign_up.done', restsAt: null } as const;

  it('goes along to the first page that stays, and no further', () => {
    expect(carryOn(told, '/sign-in', true)).toBe(told);
    const resting = carryOn(told, '/accounts/acc_1', false);
    expect(resting).toEqual({ ...told, restsAt: '/accounts/acc_1' });
    expect(resting && carryOn(resting, '/accounts/acc_1', false)).toBe(resting);
    expect(resting && carryOn(resting, '/forgot-password', true)).toBeNull();
  });
});
