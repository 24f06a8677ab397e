/** A label, its control, a hint and an error, tied together for everybody. */

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useText } from '../lib/i18n';
import { useFormat } from '../lib/person';
import { lengthOf } from '../lib/text';
import { Icon } from './Icon';

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  children: (control: {
    id: string;
    /** People write in both directions. */
    dir: 'auto';
    'aria-describedby'?: string;
    'aria-invalid'?: true;
  }) => ComponentChildren;
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
      {children({
        id,
        dir: 'auto',
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
    </div>
  );
}

interface TextAreaProps {
  label: string;
  name: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  value: string;
  max: number;
  rows: number;
  placeholder?: string;
  onChange: (value: string) => void;
  /** Ctrl+Enter or Cmd+Enter. */
  onSend?: () => void;
}

export function TextArea({
  label,
  name,
  hint,
  error,
  value,
  max,
  rows,
  placeholder,
  onChange,
  onSend,
}: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <>
          <textarea
            {...control}
            name={name}
            rows={rows}
            value={value}
            placeholder={placeholder}
            onInput={(event) => onChange(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (onSend && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                onSend();
              }
            }}
          />
          <Counter length={lengthOf(value)} max={max} />
        </>
      )}
    </Field>
  );
}

/** Silent until the limit is near, then says what is left. */
export function Counter({ length, max }: { length: number; max: number }) {
  const t = useText();
  const format = useFormat();
  const left = max - length;
  const near = left <= Math.max(20, max * 0.1);
  return (
    <p class={left < 0 ? 'counter over' : 'counter'}>
      <span aria-hidden="true">{`${format.number(length)} / ${format.number(max)}`}</span>
      <span class="visually-hidden" aria-live="polite">
        <span>
          {left < 0
            ? t.count('field.over', -left, format.number(-left))
            : near && left % 10 === 0
              ? t.count('field.left', left, format.number(left))
              : ''}
        </span>
      </span>
    </p>
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  hint?: string;
  error?: string | undefined;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string; lang?: string }[];
  look?: 'cards' | 'segments';
  onChange: (value: Value) => void;
}

export function Choice<Value extends string>({
  legend,
  hint,
  error,
  name,
  value,
  options,
  look = 'cards',
  onChange,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset class={`choice ${look}`} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="options">
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span class="option">
              <span class="option-label">{option.label}</span>
              {option.hint && <span class="option-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p class="field-error">
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}
