/** What a company says of itself, as the form holds it and as it is sent. */

import { cleanLine } from '../../../lib/text';
import { emailOf } from '../../auth/public';
import type { Account, Address, CompanyProfile } from './types';

export const plainFields = ['legal_name', 'vat_id', 'billing_email', 'phone', 'contact'] as const;
export type PlainField = (typeof plainFields)[number];
export const addressFields = ['street', 'postal_code', 'city', 'country'] as const;
export type AddressField = (typeof addressFields)[number];
export const addresses = ['address', 'billing_address'] as const;
export type AddressName = (typeof addresses)[number];

export type CompanyField = PlainField | `${AddressName}/${AddressField}`;
export type CompanyFields = Record<CompanyField, string>;

export const fields: readonly CompanyField[] = [
  'legal_name',
  ...addresses.flatMap((name) => addressFields.map((field) => `${name}/${field}` as const)),
  ...plainFields.slice(1),
];

/** The contract's limits, in Unicode scalar values. */
export const longest: Readonly<Partial<Record<PlainField | AddressField, number>>> = {
  legal_name: 200,
  contact: 200,
  vat_id: 40,
  street: 100,
  postal_code: 12,
  city: 80,
};

export function fieldsOf(profile: CompanyProfile): CompanyFields {
  const found: Partial<CompanyFields> = {};
  for (const field of plainFields) found[field] = profile[field] ?? '';
  for (const name of addresses)
    for (const field of addressFields) found[`${name}/${field}`] = profile[name]?.[field] ?? '';
  return found as CompanyFields;
}

export type CompanyChanges = Partial<Record<PlainField, string | null>> &
  Partial<Record<AddressName, Address | null>>;

/** Whether anything of an address is there; its country alone is none. */
export function hasAddress(values: CompanyFields, name: AddressName): boolean {
  return addressFields.some((field) => field !== 'country' && values[`${name}/${field}`].trim() !== '');
}

/** Only what differs; `null` empties a field. */
export function changesOf({ profile }: Pick<Account, 'profile'>, values: CompanyFields): CompanyChanges {
  const changes: CompanyChanges = {};
  for (const field of plainFields) {
    const typed = field === 'billing_email' ? emailOf(values[field]) : cleanLine(values[field]);
    if (typed !== (profile[field] ?? '')) changes[field] = typed || null;
  }
  for (const name of addresses) {
    const typed = hasAddress(values, name) ? addressIn(values, name) : null;
    const before = profile[name] ?? null;
    const same =
      typed && before ? addressFields.every((field) => typed[field] === before[field]) : typed === before;
    if (!same) changes[name] = typed;
  }
  return changes;
}

function addressIn(values: CompanyFields, name: AddressName): Address {
  const of = (field: AddressField) => cleanLine(values[`${name}/${field}`]);
  return { street: of('street'), postal_code: of('postal_code'), city: of('city'), country: of('country') };
}
