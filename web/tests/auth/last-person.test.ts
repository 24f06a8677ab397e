/** Two people at one browser: what the first one left in the tab is not the second one's. */

import { beforeEach, describe, expect, it, vi } from 'vitest';

const stored: Record<string, string> = {};
vi.stubGlobal(
  'sessionStorage',
  new Proxy(
    {
      getItem: (key: string) => stored[key] ?? null,
      setItem: (key: string, value: string) => {
        stored[key] = value;
      },
      removeItem: (key: string) => delete stored[key],
    },
    {
      ownKeys: () => Object.keys(stored),
      getOwnPropertyDescriptor: (_, key) => Object.getOwnPropertyDescriptor(stored, key),
    },
  ),
);

const { draftKey, forgetDrafts, readDraft, writeDraft } = await import('../../src/lib/drafts');
const { leaveTab, takeTab } = await import('../../src/domains/auth/data/last-person');

const write = (person: string, message: string) =>
  writeDraft(draftKey(person, 'tic_1'), { values: { message }, attempt: null });
const read = (person: string) => readDraft<{ message: string }>(draftKey(person, 'tic_1')).values.message;

beforeEach(() => {
  for (const key of Object.keys(stored)) delete stored[key];
});

describe('a tab', () => {
  it('keeps drafts and the address to go on to for the person who comes back', () => {
    expect(takeTab('prs_1')).toBe(true);
    write('prs_1', 'Half a thought');
    expect(takeTab('prs_1')).toBe(true);
    expect(read('prs_1')).toBe('Half a thought');
  });

  it('keeps neither for another person', () => {
    takeTab('prs_1');
    write('prs_1', 'Half a thought');
    write('prs_10', 'Mine');
    expect(takeTab('prs_10')).toBe(false);
    expect([read('prs_1'), read('prs_10')]).toEqual([undefined, 'Mine']);
    expect(takeTab('prs_10')).toBe(true);
  });

  it('is nobody’s after a sign-out', () => {
    takeTab('prs_1');
    write('prs_1', 'Half a thought');
    forgetDrafts();
    leaveTab();
    expect(Object.keys(stored)).toEqual([]);
    expect(takeTab('prs_2')).toBe(true);
  });
});
