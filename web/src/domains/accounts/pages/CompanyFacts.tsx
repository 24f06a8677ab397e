/** What a company says of itself, as a list. */

import { countryName } from '../../../lib/countries';
import { useText } from '../../../lib/i18n';
import type { Account, Address } from '../data/types';

export function CompanyFacts({ account: { profile } }: { account: Pick<Account, 'profile'> }) {
  const t = useText();
  const plain = (text: string | null | undefined) =>
    text ? <bdi>{text}</bdi> : <span class="hint">{t('company.none')}</span>;
  const postal = (address: Address | null | undefined) =>
    address ? <AddressShown address={address} /> : <span class="hint">{t('company.none')}</span>;
  const facts = [
    ['company.legal_name', plain(profile.legal_name)],
    ['company.address', postal(profile.address)],
    ['company.vat_id', plain(profile.vat_id)],
    [
      'company.billing_address',
      profile.billing_address ? (
        <AddressShown address={profile.billing_address} />
      ) : (
        <span class="hint">{t(profile.address ? 'company.same_address' : 'company.none')}</span>
      ),
    ],
    ['company.billing_email', plain(profile.billing_email)],
    [
      'company.phone',
      profile.phone ? (
        <a href={`tel:${profile.phone}`} dir="ltr">
          {profile.phone}
        </a>
      ) : (
        plain(null)
      ),
    ],
    ['company.contact', plain(profile.contact)],
  ] as const;
  return (
    <dl class="fact-list">
      {facts.map(([label, shown]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  );
}

function AddressShown({ address }: { address: Address }) {
  const { language } = useText();
  return (
    <address dir="auto">
      {address.street}
      <br />
      {address.postal_code} {address.city}
      <br />
      {countryName(language, address.country)}
    </address>
  );
}
