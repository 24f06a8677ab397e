import { describe, expect, it } from 'vitest';
import {
  mergeMessages,
  withEarlier,
  withFollowing,
  withLatest,
  withTicket,
} from '../../src/domains/tickets/data/thread';
import type { Message, TicketWithMessages } from '../../src/domains/tickets/data/types';

const message = (seq: number, text = `${seq}`): Message => ({
  seq,
  author: { id: 'prs_1', kind: 'customer', name: 'Anna' },
  text,
  sent_at: '2026-03-12T12:00:00Z',
});

const ticket = (seqs: number[], next_cursor: string | null = null): TicketWithMessages => ({
  id: 'tic_1',
  reference: 'T-0000-0001',
  account_id: 'acc_1',
  account_name: 'Brückner',
  subject: 'Subject',
  kind: 'question',
  impact: 'low',
  urgency: 'low',
  priority: 'low',
  status: 'open',
  opened_by: { id: 'prs_1', name: 'Anna' },
  opened_at: '2026-03-12T12:00:00Z',
  last_activity_at: '2026-03-12T12:00:00Z',
  following: 'by_default',
  messages: { items: seqs.map((seq) => message(seq)), next_cursor },
});

const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);

describe('a conversation', () => {
  it('is in order, whatever came first, and has no message twice', () => {
    expect(seqs(mergeMessages([message(5), message(2)], [message(2), message(9)]))).toEqual([2, 5, 9]);
    expect(mergeMessages([message(2, 'old')], [message(2, 'new')])[0]?.text).toBe('new');
  });

  it('grows at its end and keeps the way to its beginning', () => {
    const before = withEarlier(withLatest(undefined, ticket([4, 5], 'to-3')), ticket([2, 3], 'to-1'));
    const after = withLatest(before, ticket([5, 7], 'to-4'));
    expect(seqs(after.messages)).toEqual([2, 3, 4, 5, 7]);
    expect(after.earlier).toBe('to-1');
  });

  it('starts afresh when more was written than one page holds', () => {
    const before = withLatest(undefined, ticket([1, 2]));
    const after = withLatest(before, ticket([8, 9], 'to-7'));
    expect(seqs(after.messages)).toEqual([8, 9]);
    expect(after.earlier).toBe('to-7');
  });

  it('grows at its beginning', () => {
    const whole = withEarlier(withLatest(undefined, ticket([4, 5], 'to-3')), ticket([1, 3]));
    expect(seqs(whole.messages)).toEqual([1, 3, 4, 5]);
    expect(whole.earlier).toBeNull();
  });

  it('keeps its messages when the person follows it no more', () => {
    const before = withLatest(undefined, ticket([4, 5], 'to-3'));
    const after = withFollowing(before, 'muted');
    expect([before.ticket.following, after.ticket.following]).toEqual(['by_default', 'muted']);
    expect({ ...after, ticket: before.ticket }).toEqual(before);
  });

  it('keeps its messages when the ticket is solved', () => {
    const before = withEarlier(withLatest(undefined, ticket([4, 5], 'to-3')), ticket([2, 3], 'to-1'));
    const { messages: _, ...solved } = { ...ticket([]), status: 'solved' as const };
    const after = withTicket(before, solved);
    expect(after.ticket.status).toBe('solved');
    expect(seqs(after.messages)).toEqual([2, 3, 4, 5]);
    expect(after.earlier).toBe('to-1');
    expect(before.ticket.status).toBe('open');
  });
});
