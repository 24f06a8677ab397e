/** The last day on which customers see a file. */

import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Field } from '../../../ui/Field';

interface Props {
  value: string;
  error?: string | undefined;
  onChange: (day: string) => void;
}

export function UntilField({ value, error, onChange }: Props) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  return (
    <Field label={t('until.label')} hint={t('until.hint')} error={error}>
      {(control) => (
        <input
          {...control}
          type="date"
          name="expires_on"
          min={format.dayKey(now.toISOString())}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
