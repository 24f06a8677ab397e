/** What is sent of a company's details: what differs. */

import { describe, expect, it } from 'vitest';
import { changesOf, fields, fieldsOf } from '../../src/domains/accounts/data/company';
import { countries } from '../../src/lib/countries';

const address = { street: 'Gerichtstraße 23', postal_code: '13347', city: 'Berlin', country: 'DE' };
const profile = { legal_name: 'Vogt GmbH', address, vat_id: 'DE136695976' };
const before = fieldsOf(profile);

describe('what differs', () => {
  it('is sent, and nothing else', () => {
    expect(Object.keys(before).sort()).toEqual([...fields].sort());
    expect(changesOf({ profile }, before)).toEqual({});
    expect(changesOf({ profile }, { ...before, legal_name: ' Vogt  AG ', vat_id: '' })).toEqual({
      legal_name: 'Vogt  AG',
      vat_id: null,
    });
  });

  it('of an address is all of it, or nothing where it was emptied', () => {
    expect(changesOf({ profile }, { ...before, 'address/city': 'Potsdam' })).toEqual({
      address: { ...address, city: 'Potsdam' },
    });
    const emptied = { 'address/street': '', 'address/postal_code': '', 'address/city': ' ' };
    expect(changesOf({ profile }, { ...before, ...emptied })).toEqual({ address: null });
    expect(changesOf({ profile }, { ...before, 'billing_address/country': 'FR' })).toEqual({});
  });
});

it('countries have names, in their order', () => {
  const german = countries('de', '');
  expect(german.find(({ code }) => code === 'DE')?.name).toBe('Deutschland');
  expect(german).toHaveLength(249);
  expect(countries('en', 'XK').some(({ code }) => code === 'XK')).toBe(true);
});
