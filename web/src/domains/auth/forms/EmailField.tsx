/**
 * An e-mail address, as it is typed: no capital letters of the keyboard's own, no spelling. Not of the type `email`, of
 * which a browser would hand out `müller.de` as `xn--mller-kva.de`, for people to read.
 */

import type { RefObject } from 'preact';
import { Field } from '../../../ui/Field';

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** `username`: it is what one signs in with, here and now. */
  autoComplete: 'username' | 'email';
  /** It cannot be another one. */
  readOnly?: boolean | undefined;
  value: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  onChange: (email: string) => void;
}

export function EmailField({ label, hint, error, autoComplete, readOnly, value, inputRef, onChange }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          ref={inputRef ?? null}
          type="text"
          inputMode="email"
          name="email"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellcheck={false}
          required
          readOnly={readOnly}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
