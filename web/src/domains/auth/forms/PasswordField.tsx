/** A password that can be shown, with a word about Caps Lock. */

import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';
import { Icon } from '../../../ui/Icon';

interface Props {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  autoComplete: 'current-password' | 'new-password';
  name?: string;
  value: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  onChange: (password: string) => void;
}

export function PasswordField({
  label,
  hint,
  error,
  autoComplete,
  name = 'password',
  value,
  inputRef,
  onChange,
}: Props) {
  const t = useText();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  return (
    <Field
      label={label}
      error={error}
      hint={
        capsLock ? (
          <>
            {hint} <span>{t('sign_in.caps_lock')}</span>
          </>
        ) : (
          hint
        )
      }
    >
      {(control) => (
        <div class="with-button">
          <input
            {...control}
            ref={inputRef ?? null}
            {...(shown ? { type: 'text' } : { type: 'password' })}
            name={name}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellcheck={false}
            required
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
            onKeyUp={(event) => setCapsLock(event.getModifierState?.('CapsLock') ?? false)}
            onBlur={() => setCapsLock(false)}
          />
          <button
            type="button"
            class="icon-button"
            aria-pressed={shown}
            aria-label={t('sign_in.show_password')}
            title={t(shown ? 'sign_in.hide_password' : 'sign_in.show_password')}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eyeOff' : 'eye'} />
          </button>
        </div>
      )}
    </Field>
  );
}
