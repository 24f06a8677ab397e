import { beforeEach, describe, expect, it } from 'vitest';
import { notice, noticed, upToDate } from '../../src/domains/tickets/data/noticed';
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

const ids = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id);

describe('a list that is a second late', () => {
  beforeEach(forgetResources);

  it('is left alone when it knows all', () => {
    const items = [ticket('a', 'pending', '2026-03-12T12:00:00Z')];
    notice(ticket('a', 'pending', '2026-03-12T12:00:00Z'));
    expect(upToDate(items, noticed('acc_1'), true, 0)).toBe(items);
  });

  it('shows what was opened in this tab, behind what waits', () => {
    notice(ticket('new', 'open', '2026-03-12T12:00:05.5Z'), 1_000);
    const items = [
      ticket('a', 'pending', '2026-03-12T12:00:00Z'),
      ticket('b', 'open', '2026-03-12T11:00:00Z'),
    ];
    expect(ids(upToDate(items, noticed('acc_1'), true, 2_000))).toEqual(['a', 'new', 'b']);
    expect(ids(upToDate(items, noticed('acc_1'), false, 2_000))).toEqual(['a', 'b']);
    expect(ids(upToDate(items, noticed('acc_1'), true, 60_000))).toEqual(['a', 'b']);
    expect(ids(upToDate(items, noticed('acc_2'), true, 2_000))).toEqual(['a', 'b']);
  });

  it('does not say that a ticket waits which the person has just written in', () => {
    notice(ticket('a', 'open', '2026-03-12T12:00:05.5Z'));
    const late = [
      ticket('a', 'pending', '2026-03-12T12:00:05Z'),
      ticket('b', 'pending', '2026-03-12T10:00:00Z'),
    ];
    const shown = upToDate(late, noticed('acc_1'), true, 0);
    expect(shown.map(({ id, status }) => `${id} ${status}`)).toEqual(['b pending', 'a open']);
    const later = [ticket('a', 'pending', '2026-03-12T12:00:09Z')];
    expect(upToDate(later, noticed('acc_1'), true, 0)).toBe(later);
  });
});
