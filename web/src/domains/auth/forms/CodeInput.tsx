/** One field for a code of digits, grouped as it is read; autofill and pasting with spaces work. */

import type { RefObject } from 'preact';
import { caretInGroups, digitsOf, inGroups } from '../data/digits';

interface Props {
  /** From `Field`. */
  control: { id: string; dir: 'auto'; 'aria-describedby'?: string; 'aria-invalid'?: true };
  digits: number;
  /** Digits only. */
  value: string;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (digits: string) => void;
}

export function CodeInput({ control, digits, value, inputRef, onChange }: Props) {
  return (
    <input
      {...control}
      ref={inputRef}
      class={digits > 6 ? 'code-input long' : 'code-input'}
      type="text"
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellcheck={false}
      required
      value={inGroups(value, digits)}
      onInput={({ currentTarget: input }) => {
        const typed = digitsOf(input.value, digits);
        const caret = caretInGroups(input.value, input.selectionStart ?? input.value.length, digits);
        input.value = inGroups(typed, digits);
        input.setSelectionRange(caret, caret);
        onChange(typed);
      }}
    />
  );
}
