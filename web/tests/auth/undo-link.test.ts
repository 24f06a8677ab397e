/** The link that undoes a change of an address: what it holds, and why it no longer works. */

import { expect, it } from 'vitest';
import { deadBecause, tokenIn } from '../../src/domains/auth/data/undo-link';

it('is read of the address, or of what was kept when that was cleaned', () => {
  expect(tokenIn('#abc', null)).toBe('abc');
  expect(tokenIn('', { token: 'abc' })).toBe('abc');
  expect(tokenIn('#new', { token: 'abc' })).toBe('new');
  for (const kept of [null, undefined, 'abc', { token: 7 }, {}]) expect(tokenIn('', kept)).toBe('');
});

it('is dead for a reason that the API tells; a conflict may pass', () => {
  const because = (code: string, detail = '', status = 404) =>
    deadBecause({ code, status, fields: [], retryAfter: null, detail });
  expect([
    because('link_refused', 'This link was good for three days, and they are over.'),
    because('link_refused', 'A change of before was undone, and this one with it.'),
    because('link_refused', 'There is no such login any more.'),
    because('link_refused', 'This link is not complete. Take the link of the mail as a whole.'),
    because('invalid_body', '', 422),
    because('address_taken', '', 409),
    because('conflict', '', 409),
    because('offline', '', 0),
  ]).toEqual(['expired', 'settled', 'no_login', 'incomplete', 'incomplete', 'taken', null, null]);
});
