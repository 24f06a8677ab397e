/** What a company says of itself. */

import { useMemo, useState } from 'preact/hooks';
import { countries } from '../../../lib/countries';
import { draftsLast } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useSubmission } from '../../../lib/submission';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { emailFlaw, type Guard, unlessDeclined } from '../../auth/public';
import {
  type AddressField,
  type AddressName,
  addressFields,
  type CompanyField,
  type CompanyFields,
  changesOf,
  fields,
  fieldsOf,
  hasAddress,
  longest,
  type PlainField,
} from '../data/company';
import type { Account } from '../data/types';
import { saveAccount } from '../data/use-account';

interface Props {
  account: Account;
  /** Where what is not saved yet is kept. */
  draft: string;
  guard: Guard;
  onSaved: (account: Account) => void;
  onCancel: () => void;
}

const autoComplete = {
  legal_name: 'organization',
  vat_id: 'off',
  billing_email: 'off',
  phone: 'tel',
  contact: 'off',
  street: 'street-address',
  postal_code: 'postal-code',
  city: 'address-level2',
} as const;

export function CompanyForm({ account, draft, guard, onSaved, onCancel }: Props) {
  const t = useText();
  const [own, setOwn] = useState<Partial<Record<CompanyField, string>>>({});
  // Only what was touched: the rest follows the account, also when somebody else changes it meanwhile.
  const { values, change, problem, sending, send, discard } = useSubmission<Partial<CompanyFields>>({
    draft,
    initial: {},
    submit: async (touched, key) => {
      const changes = changesOf(account, { ...fieldsOf(account.profile), ...touched });
      if (Object.keys(changes).length === 0) return onSaved(account);
      await guard(async () => onSaved(await saveAccount(account.id, changes, key)));
    },
  });
  const shown: CompanyFields = { ...fieldsOf(account.profile), ...values };
  const [elsewhere, setElsewhere] = useState(() => hasAddress(shown, 'billing_address'));
  const { form, texts: errors, notice } = useFieldErrors(unlessDeclined(problem), own, fields);
  const namesOfCountries = useMemo(
    () => countries(t.language, account.profile.address?.country ?? ''),
    [t.language, account],
  );

  const flawOf = (field: CompanyField): string | undefined => {
    const [name, part] = field.split('/') as [AddressName | PlainField, AddressField | undefined];
    const text = cleanLine(shown[field]);
    if (part && hasAddress(shown, name as AddressName) && isBlank(text)) return t('field.required');
    if (field === 'billing_email' && text && emailFlaw(text))
      return t(emailFlaw(text) ?? 'field.invalid_format');
    const most = longest[part ?? (field as PlainField)];
    return most && lengthOf(text) > most ? t('field.too_long') : undefined;
  };
  const submit = () => {
    const flaws: Partial<Record<CompanyField, string>> = {};
    for (const field of fields) {
      const flaw = flawOf(field);
      if (flaw) flaws[field] = flaw;
    }
    setOwn(flaws);
    if (Object.keys(flaws).length === 0) void send();
  };
  const errorOf = (field: CompanyField) => {
    // What the API finds wrong with a form that only it knows is told in words of ours.
    if (field === 'vat_id' && errors.vat_id && !own.vat_id) return t('company.vat_id_wrong');
    if (field === 'phone' && errors.phone && !own.phone) return t('profile.invalid_phone');
    return errors[field];
  };

  const line = (field: PlainField) => (
    <Field label={t(`company.${field}`)} hint={t(`company.${field}_hint`)} error={errorOf(field)}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode={field === 'phone' ? 'tel' : field === 'billing_email' ? 'email' : 'text'}
          autoCapitalize={field === 'billing_email' ? 'none' : 'sentences'}
          name={field}
          autoComplete={autoComplete[field]}
          value={shown[field]}
          onInput={(event) => change({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const address = (name: AddressName) => (
    <fieldset class="address-fields">
      <legend>{t(`company.${name}`)}</legend>
      {addressFields.map((part) => (
        <Field key={part} label={t(`company.${part}`)} error={errorOf(`${name}/${part}`)}>
          {(control) =>
            part === 'country' ? (
              <select
                {...control}
                name={`${name}/${part}`}
                value={shown[`${name}/country`]}
                onChange={(event) => change({ [`${name}/country`]: event.currentTarget.value })}
              >
                <option value="">{t('company.choose_country')}</option>
                {namesOfCountries.map((country) => (
                  <option key={country.code} value={country.code}>
                    {country.name}
                  </option>
                ))}
              </select>
            ) : (
              <input
                {...control}
                name={`${name}/${part}`}
                autoComplete={
                  name === 'billing_address' ? `billing ${autoComplete[part]}` : autoComplete[part]
                }
                value={shown[`${name}/${part}`]}
                onInput={(event) => change({ [`${name}/${part}`]: event.currentTarget.value })}
              />
            )
          }
        </Field>
      ))}
    </fieldset>
  );

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {line('legal_name')}
      {address('address')}
      {line('vat_id')}
      <label class="ticked">
        <input
          type="checkbox"
          checked={elsewhere}
          onInput={(event) => {
            const on = event.currentTarget.checked;
            setElsewhere(on);
            if (!on) change(Object.fromEntries(addressFields.map((part) => [`billing_address/${part}`, ''])));
          }}
        />
        <span>{t('company.billing_elsewhere')}</span>
      </label>
      {elsewhere && address('billing_address')}
      {line('billing_email')}
      {line('phone')}
      {line('contact')}
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending}>
          {t('company.save')}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            discard();
            onCancel();
          }}
        >
          {t('company.discard')}
        </Button>
        <p class="hint">{t(draftsLast() ? 'company.draft_kept' : 'draft.not_kept')}</p>
      </div>
    </form>
  );
}
