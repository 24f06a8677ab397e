/** Which issued document a new one replaces: one of those in its folder. */

import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';
import type { StoredFile } from '../data/types';

interface Props {
  /** Those that it can replace. */
  offered: readonly StoredFile[];
  value: string;
  error?: string | undefined;
  onChange: (fileId: string) => void;
}

export function SupersedesField({ offered, value, error, onChange }: Props) {
  const t = useText();
  if (offered.length === 0) return null;
  return (
    <Field label={t('making.supersedes')} hint={t('making.supersedes_hint')} error={error}>
      {(control) => (
        <select
          {...control}
          name="supersedes"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{t('making.supersedes_none')}</option>
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
