/** The teams of a colleague, as one line. */

import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';

interface Props {
  value: string;
  error: string | undefined;
  onChange: (typed: string) => void;
}

export function TeamsField({ value, error, onChange }: Props) {
  const t = useText();
  return (
    <Field label={t('team.teams')} hint={t('team.teams_hint')} error={error}>
      {(control) => (
        <input
          {...control}
          name="teams"
          autoComplete="off"
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
