import { beforeEach, describe, expect, it } from 'vitest';
import { homeNow } from '../../src/domains/home/data/home-view';
import type { HomeItem, HomeView } from '../../src/domains/home/data/types';
import { notice, noticed } from '../../src/domains/tickets/data/noticed';
import type { Status, Ticket } from '../../src/domains/tickets/data/types';
import { forgetResources } from '../../src/lib/resource';

const ticket = (id: string, status: Status, last_activity_at: string): Ticket => ({
  id,
  reference: 'T-0000-0001',
  account_id: 'acc_1',
  account_name: 'Brückner',
  subject: id,
  kind: 'question',
  impact: 'low',
  urgency: 'low',
  priority: 'low',
  status,
  opened_by: { id: 'prs_1', name: 'Anna' },
  opened_at: '2026-03-12T12:00:00Z',
  last_activity_at,
});

const item = (id: string, kind: HomeItem['kind'], since: string): HomeItem => ({
  id,
  kind,
  since,
  reference: 'T-0000-0001',
  title: id,
  of: { id: 'prs_1', name: 'Anna' },
});

const home: HomeView = {
  to_do: {
    items: [
      item('a', 'ticket_answered', '2026-03-12T12:00:00Z'),
      item('b', 'ticket_answered', '2026-03-12T11:00:00Z'),
    ],
    count: 2,
    more: false,
  },
  in_progress: { items: [item('c', 'ticket_with_us', '2026-03-12T10:00:00Z')], count: 31, more: false },
};

const shown = (view: HomeView) =>
  [view.to_do, view.in_progress].map(
    ({ items, count }) => `${count}: ${items.map(({ id }) => id).join(' ')}`,
  );

const now = () => homeNow(home, noticed('acc_1'), 2_000);

describe('a start page that is a second late', () => {
  beforeEach(forgetResources);

  it('is left alone when it knows all', () => {
    notice(ticket('a', 'pending', '2026-03-12T12:00:00Z'));
    notice(ticket('elsewhere', 'open', '2026-03-12T13:00:00Z'));
    expect(now()).toBe(home);
  });

  it('moves what the person has written in to what is with the company', () => {
    notice(ticket('a', 'open', '2026-03-12T12:00:01Z'));
    expect(shown(now())).toEqual(['1: b', '32: a c']);
  });

  it('drops what the person has marked as solved', () => {
    notice(ticket('b', 'solved', '2026-03-12T12:00:01Z'));
    notice(ticket('c', 'solved', '2026-03-12T12:00:01Z'));
    expect(shown(now())).toEqual(['1: a', '30: ']);
  });

  it('shows what was just opened, and what an open thread has shown as answered', () => {
    notice(ticket('new', 'open', '2026-03-12T12:00:01Z'), 1_000);
    notice(ticket('c', 'pending', '2026-03-12T12:00:01Z'));
    expect(shown(now())).toEqual(['3: c a b', '31: new']);
  });
});
