/** The amount that a paper is about, typed as the person writes numbers, and read back. */

import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Field } from '../../../ui/Field';
import type { Currency } from '../data/paper-types';
import { amountValue, typedAmount } from '../data/typed-amount';
import { currencies } from '../data/typed-paper';

interface Props {
  amount: string;
  currency: Currency;
  /** What stands before the cents. */
  decimal: string;
  errors: { value: string | undefined; currency: string | undefined };
  onChange: (part: { amount: string } | { currency: Currency }) => void;
}

export function AmountFields({ amount, currency, decimal, errors, onChange }: Props) {
  const t = useText();
  const format = useFormat();
  const value = amountValue(amount, decimal);
  return (
    <div class="amount-fields">
      <Field
        label={t('making.amount')}
        hint={
          <span>
            {value
              ? format.money({ value, currency })
              : t('making.amount_hint', { example: typedAmount('1234.50', decimal) })}
          </span>
        }
        error={errors.value}
      >
        {(control) => (
          <input
            {...control}
            name="amount/value"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onInput={(event) => onChange({ amount: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('making.currency')} error={errors.currency}>
        {(control) => (
          <select
            {...control}
            name="amount/currency"
            value={currency}
            onChange={({ currentTarget }) => {
              const chosen = currencies.find((each) => each === currentTarget.value);
              if (chosen) onChange({ currency: chosen });
            }}
          >
            {currencies.map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
