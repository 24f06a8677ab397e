/** An e-mail address, as it is typed: no capital letters of the keyboard's own, no spelling. */

import type { RefObject } from 'preact';
import { Field } from './Field';

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** `username`: it is what one signs in with, here and now. */
  autoComplete: 'username' | 'email';
  value: string;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (email: string) => void;
}

export function EmailField({ label, hint, error, autoComplete, value, inputRef, onChange }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          type="email"
          name="email"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellcheck={false}
          maxLength={254}
          required
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
