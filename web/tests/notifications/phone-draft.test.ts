import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepText, keptText, sentText } from '../../src/domains/notifications/data/phone-draft';

const storage = new Map<string, string>();

beforeEach(() => {
  storage.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
});

describe('a code on its way to a phone', () => {
  const sent = sentText({ number: '+491701234567', expires_in: 600, resend_after: 30 }, 1_000);

  it('has its times', () => {
    expect(sent).toEqual({ number: '+491701234567', expiresAt: 601_000, resendAt: 31_000 });
  });

  it('is there again after a reload, for the same person, as long as it is good', () => {
    keepText('prs_1', sent);
    expect(keptText('prs_1', 2_000)).toEqual(sent);
    expect(keptText('prs_2', 2_000)).toBeNull();
    expect(keptText('prs_1', 601_000)).toBeNull();
    keepText('prs_1', null);
    expect(keptText('prs_1', 2_000)).toBeNull();
  });
});
