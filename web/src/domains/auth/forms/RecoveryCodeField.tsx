/** One of the codes that were kept for the day the phone is gone. */

import type { RefObject } from 'preact';
import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';

interface Props {
  error?: string | undefined;
  value: string;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (code: string) => void;
}

export function RecoveryCodeField({ error, value, inputRef, onChange }: Props) {
  const t = useText();
  return (
    <Field label={t('recovery.label')} hint={t('recovery.hint')} error={error}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          type="text"
          name="recovery_code"
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          required
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
