/** The link of an invitation: what it holds, and why it cannot be taken. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { deadBecause, forgetToken, takeToken } from '../../src/domains/accounts/data/invitation-link';

afterEach(() => {
  forgetToken();
  vi.unstubAllGlobals();
});

const detail = (text: string) =>
  deadBecause({ code: 'link_refused', status: 404, fields: [], retryAfter: null, detail: text });

describe('the link', () => {
  it('is kept without its address, also where the browser keeps nothing', () => {
    vi.stubGlobal('sessionStorage', undefined);
    expect(takeToken('')).toBe('');
    expect(takeToken('#abc')).toBe('abc');
    expect(takeToken('')).toBe('abc');
    expect(takeToken('#def')).toBe('def');
    forgetToken();
    expect(takeToken('')).toBe('');
  });

  it('is dead for a reason that the API tells', () => {
    expect([
      detail('This invitation was good for seven days, and they are over. Ask for a new one.'),
      detail('This invitation was taken already. Sign in, and you are there.'),
      detail('This invitation was taken back. Ask whoever sent it.'),
      detail('There is no such account any more.'),
      detail('This link is not complete, or there is a newer one.'),
      deadBecause({ code: 'link_refused', status: 404, fields: [], retryAfter: null }),
    ]).toEqual(['expired', 'taken', 'revoked', 'closed', 'incomplete', 'incomplete']);
  });
});
