import { describe, expect, it } from 'vitest';
import { reached, stepFrom } from '../../src/domains/tickets/data/solving';
import { statuses } from '../../src/domains/tickets/data/types';
import { waitsFor } from '../../src/domains/tickets/pages/TicketMarks';
import { ticketPaths } from '../../src/domains/tickets/paths';

describe('a ticket', () => {
  it('is closed from every status but the closed one, which is opened again', () => {
    expect(statuses.map((status) => [status, stepFrom(status)])).toEqual([
      ['open', 'close'],
      ['pending', 'close'],
      ['solved', 'reopen'],
    ]);
  });

  it('is where a step leads, whoever took it', () => {
    expect(statuses.filter((status) => reached('close', status))).toEqual(['solved']);
    expect(statuses.filter((status) => reached('reopen', status))).toEqual(['open', 'pending']);
  });

  it('waits for one side, and for nobody once it is solved', () => {
    expect(statuses.filter((status) => waitsFor('customer', status))).toEqual(['pending']);
    expect(statuses.filter((status) => waitsFor('staff', status))).toEqual(['open']);
  });
});

describe('the queue', () => {
  it('has an address for each status, the plain one for what needs an answer', () => {
    expect(statuses.map((status) => ticketPaths.staffQueue(status))).toEqual([
      '/staff/tickets',
      '/staff/tickets?status=pending',
      '/staff/tickets?status=solved',
    ]);
  });
});
