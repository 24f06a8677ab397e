/** What happened, in words and as a table. */

import { describe, expect, it } from 'vitest';
import { cell, everything, mostRows, sentenceOf, tableOf } from '../../src/domains/accounts/data/activity';
import type { Activity } from '../../src/domains/accounts/data/types';
import { translatorOf } from '../all-texts';

const english = translatorOf('en');
const german = translatorOf('de');

function event(type: string, more: Partial<Activity> = {}): Activity {
  return {
    id: 'evt_1',
    type,
    at: '2026-03-12T12:05:00Z',
    actor: { kind: 'customer', person_id: 'prs_1', name: 'Anna' },
    ids: {},
    codes: {},
    changed: [],
    about: null,
    ...more,
  };
}

describe('sentences', () => {
  it('say who did what, with roles and fields in words', () => {
    expect(sentenceOf(event('member.invited', { codes: { role: 'finance' } }), english, 'Lindholm')).toBe(
      'Anna invited somebody, as: Finance.',
    );
    const role = { about: 'Lea', codes: { role: 'admin', role_before: 'viewer' } };
    expect(sentenceOf(event('member.changed', role), german, 'Lindholm')).toBe(
      'Anna hat die Rolle von Lea geändert: von Nur lesen zu Verwaltung.',
    );
    const rights = { about: 'Lea', codes: { role: 'admin', role_before: 'admin' } };
    expect(sentenceOf(event('member.changed', rights), english, 'Lindholm')).toBe(
      'Anna changed the rights of Lea.',
    );
    expect(
      sentenceOf(event('account.updated', { changed: ['vat_id', 'new_field'] }), english, 'Lindholm'),
    ).toBe('Anna changed the company’s details: VAT number.');
  });

  it('make do with a type of tomorrow, and with people who are gone', () => {
    const gone = { actor: { kind: 'staff' as const, person_id: 'prs_2', name: null } };
    expect(sentenceOf(event('invoice.paid', gone), english, 'Lindholm')).toBe(
      'Our team did something that has no words here yet.',
    );
    expect(sentenceOf(event('constructor'), english, 'Lindholm')).toContain('no words here yet');
    expect(sentenceOf(event('member.removed'), german, 'Lindholm')).toBe('Anna hat ein Mitglied entfernt.');
  });
});

describe('what the team looked at', () => {
  const mats = { actor: { kind: 'staff' as const, person_id: 'prs_2', name: 'Mats Lindqvist' } };
  const look = (operation: string) => event('account.looked_at', { ...mats, codes: { operation } });

  it('is said in words, with whose team it is', () => {
    expect(sentenceOf(look('tickets.get_ticket'), english, 'Lindholm')).toBe(
      'Mats Lindqvist (Lindholm) looked at a request.',
    );
    expect(sentenceOf(look('accounts.get_overview'), german, 'Lindholm')).toBe(
      'Mats Lindqvist (Lindholm) hat die Übersicht der Firma angesehen.',
    );
  });

  it('has words for what is looked at tomorrow, too', () => {
    for (const operation of ['invoices.list_invoices', 'constructor', ''])
      expect(sentenceOf(look(operation), english, 'Lindholm')).toBe(
        'Mats Lindqvist (Lindholm) looked at something of the company.',
      );
    expect(sentenceOf(event('account.looked_at', mats), english, 'Lindholm')).toContain('something');
  });
});

describe('the table', () => {
  it('holds no formula, and quotes what would divide it', () => {
    expect(['=1+1', '+49', '-1', '@a', 'a "b", c', 'a;b'].map(cell)).toEqual([
      "'=1+1",
      "'+49",
      "'-1",
      "'@a",
      '"a ""b"", c"',
      '"a;b"',
    ]);
    const mean = event('ticket.opened', {
      actor: { kind: 'customer', person_id: 'prs_1', name: '=HYPERLINK("x")' },
    });
    expect(tableOf([mean], english, 'Lindholm').split('\r\n')[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(tableOf([], german, 'Lindholm')).toBe('\ufeffZeit;Wer;Was;Art;Kennungen\r\n');
  });

  it('has all pages, empty ones too, and ends at its most rows', async () => {
    const pages = [{ items: [], next_cursor: 'a' }, { items: [event('ticket.opened')] }];
    const few = await everything(
      async () => pages.shift() ?? { items: [] },
      () => {},
    );
    expect([few.rows.length, few.complete]).toEqual([1, true]);
    const hundred = Array.from({ length: 100 }, () => event('ticket.opened'));
    const many = await everything(
      async () => ({ items: hundred, next_cursor: 'more' }),
      () => {},
    );
    expect([many.rows.length, many.complete]).toEqual([mostRows, false]);
  });
});
