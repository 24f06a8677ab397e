/** Customers as the team sees them: their addresses, and what is looked for. */

import { describe, expect, it } from 'vitest';
import { customerPaths, customerPlace } from '../../src/domains/accounts/data/customer-paths';
import { lookedFor, noteCreated, takeCreated } from '../../src/domains/accounts/data/use-customers';
import { customers } from '../../src/domains/accounts/paths';

const placeOf = (path: string) => customerPlace(path.slice(customers.length + 1));

describe('the addresses', () => {
  it('lead to the pages, and nowhere else', () => {
    expect(placeOf(customerPaths.list())).toEqual({ page: 'list' });
    expect(placeOf(customerPaths.create())).toEqual({ page: 'create' });
    expect(placeOf(customerPaths.overview('acc_1'))).toEqual({ page: 'overview', accountId: 'acc_1' });
    expect(placeOf(customerPaths.activity('acc_1'))).toEqual({ page: 'activity', accountId: 'acc_1' });
    for (const rest of ['nobody', 'acc_1/people', 'acc_1/activity/more', 'acc_', 'new/more'])
      expect(customerPlace(rest), rest).toBeNull();
  });

  it('say what is looked for, and which part of what happened', () => {
    expect(customerPaths.list('Vogt & Söhne')).toBe('/staff/customers?text=Vogt+%26+S%C3%B6hne');
    expect(customerPaths.activity('acc_1', { kind: 'ticket', person: '' })).toBe(
      '/staff/customers/acc_1/activity?kind=ticket',
    );
  });
});

describe('what is looked for', () => {
  it('is one clean line, no longer than a name', () => {
    expect(lookedFor('  Vogt\u200b\nFeinwerk ')).toBe('Vogt Feinwerk');
    expect(lookedFor('\u00a0 ')).toBe('');
    expect([...lookedFor('🦊'.repeat(120))]).toHaveLength(100);
  });
});

describe('a customer that was created just now', () => {
  it('is told of once, on its own page', () => {
    noteCreated('acc_1', 'lea@vogt.example');
    expect(takeCreated('acc_1')).toBe('lea@vogt.example');
    expect(takeCreated('acc_1')).toBeNull();
    noteCreated('acc_1', '');
    expect(takeCreated('acc_2')).toBeNull();
  });
});
