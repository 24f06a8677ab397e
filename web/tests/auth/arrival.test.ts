import { beforeEach, describe, expect, it, vi } from 'vitest';

const stored = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
  removeItem: (key: string) => stored.delete(key),
});
// `Object.keys` of the real thing gives its keys.
vi.stubGlobal(
  'sessionStorage',
  new Proxy(sessionStorage, {
    ownKeys: () => [...stored.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      stored.has(String(key))
        ? { enumerable: true, configurable: true, value: stored.get(String(key)) }
        : undefined,
  }),
);

const { forgetArrival, keep, keepSteps, keptSteps, recall, sentCode, withEmail } = await import(
  '../../src/domains/auth/data/arrival'
);
const { kept } = await import('../../src/domains/auth/data/challenge');

const now = Date.parse('2026-03-01T12:00:00Z');
const answer = { session: 'q2Xv', expires_in: 1800, resend_after: 30, digits: 8 };
const nobody = { name: '', email: '' };
const anna = { name: 'Anna', email: 'anna@brueckner.example' };

beforeEach(() => stored.clear());

describe('what is kept while a mail is waited for', () => {
  const sent = sentCode(answer, now);

  it('counts from when the answer came', () => {
    expect(sent).toEqual({
      session: 'q2Xv',
      digits: 8,
      expiresAt: now + 1_800_000,
      resendAt: now + 30_000,
      refusals: 0,
    });
  });

  it('survives a reload until the code expires; what was typed stays even then', () => {
    keepSteps('sign_up', { typed: anna, sent });
    expect(keptSteps('sign_up', nobody, now + 1_799_000)).toEqual({ typed: anna, sent });
    expect(keptSteps('sign_up', nobody, now + 1_800_000)).toEqual({ typed: anna, sent: null });
    expect(keptSteps('forgot_password', nobody, now)).toEqual({ typed: nobody, sent: null });
  });

  it.each(['', 'nonsense', '[]', '7', '{"typed":{"name":3},"sent":{"session":"q2Xv"}}'])(
    'is nothing when %j is stored',
    (text) => {
      stored.set('atrium.arrival.sign_up', text);
      expect(keptSteps('sign_up', nobody, now)).toEqual({ typed: nobody, sent: null });
    },
  );

  it('takes over the address that was typed last', () => {
    const steps = { typed: anna, sent };
    expect(withEmail(steps, '')).toBe(steps);
    expect(withEmail(steps, anna.email)).toBe(steps);
    expect(withEmail(steps, ' Anna@Brueckner.example')).toBe(steps);
    expect(withEmail(steps, 'lea@vogt.example')).toEqual({
      typed: { name: 'Anna', email: 'lea@vogt.example' },
      sent: null,
    });
  });

  it('is gone once somebody has arrived, and nothing else is', () => {
    stored.set('atrium.draft.x', '{}');
    keepSteps('sign_up', { typed: anna, sent });
    keep('challenge', { name: 'totp' });
    forgetArrival();
    expect([...stored.keys()]).toEqual(['atrium.draft.x']);
    expect(recall('sign_up')).toBeNull();
  });
});

describe('a challenge after a reload', () => {
  const open = {
    name: 'totp_setup',
    session: 's',
    expiresAt: now + 1000,
    asker: 'profile',
    or: ['recovery_code'],
    replaces: true,
    begun: true,
  } as const;

  it('goes on where it was', () => {
    expect(kept(open, now)).toEqual(open);
    expect(kept({ ...open, begun: undefined, more: 1 }, now)).toEqual({ ...open, begun: false });
    expect(kept({ ...open, or: ['password', 'passkey'], replaces: undefined }, now)).toEqual({
      ...open,
      or: ['passkey'],
      replaces: false,
    });
  });

  it.each([
    null,
    'totp',
    { ...open, expiresAt: now },
    { ...open, name: 'password' },
    { ...open, session: 1 },
    { ...open, asker: 'x' },
  ])('is none: %j', (value) => {
    expect(kept(value, now)).toBeNull();
  });
});
