/** Whom papers of an account are for. */

import { countryName } from '../../../lib/countries';
import type { Addressee } from './typed-paper';
import type { Account } from './use-account-name';

/** Whom a paper in a language is for, as far as the company has said it. */
export function addresseeOf(account: Account | null | undefined, language: string): Addressee {
  const { legal_name, address } = account?.profile ?? {};
  const lines = address
    ? [address.street, `${address.postal_code} ${address.city}`, countryName(language, address.country)]
    : [];
  return { name: legal_name ?? account?.name ?? '', lines };
}
