import { describe, expect, it } from 'vitest';
import { messageNamed, namedIn } from '../../src/domains/tickets/data/named-message';
import type { Message } from '../../src/domains/tickets/data/types';
import { messagePlace } from '../../src/domains/tickets/paths';

const messages = [4, 5, 8].map(
  (seq): Message => ({
    seq,
    author: { id: 'prs_1', kind: 'customer', name: 'Anna' },
    text: `${seq}`,
    sent_at: '2026-03-12T12:00:00Z',
  }),
);

const found = (seq: number, loading: boolean) => messageNamed(seq, messages, loading)?.seq;

describe('the message that an address names', () => {
  it('is read as it is built', () => {
    expect(namedIn(`#${messagePlace(7)}`)).toBe(7);
    expect(['', '#main', '#message-', '#message-7x', '#message--1', '#message-1e3'].map(namedIn)).toEqual(
      Array(6).fill(null),
    );
  });

  it('is shown at once when it is there', () => {
    expect([found(5, true), found(8, false)]).toEqual([5, 8]);
  });

  it('is waited for as long as it may be still to come', () => {
    expect(found(9, true)).toBeUndefined();
    expect(found(2, true)).toBeUndefined();
    expect(found(2, false)).toBeUndefined();
  });

  it('is the one before, when what is named is no message', () => {
    expect([found(6, true), found(6, false), found(9, false)]).toEqual([5, 5, 8]);
  });
});
