/** The logo: chosen or dropped, and looked at on light and on dark. */

import { useId, useRef, useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import type { Logo } from '../data/brand-calls';
import { addressOf, type LogoFlaw, logoIn } from '../data/logo';

interface Props {
  /** Undefined: it stays as it is published. Null: none any more. */
  value: Logo | null | undefined;
  /** The address of the published one. */
  published: string | null;
  /** The address of the one that is shown where none is published. */
  otherwise: string;
  error: string | undefined;
  onChange: (logo: Logo | null | undefined) => void;
}

export function LogoField({ value, published, otherwise, error, onChange }: Props) {
  const t = useText();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [flaw, setFlaw] = useState<LogoFlaw | null>(null);
  const [over, setOver] = useState(false);
  const shown = value ? addressOf(value) : (value === undefined && published) || otherwise;
  const isNone = value === null || (value === undefined && !published);
  const wrong = flaw ? t(flaw) : value ? error : undefined;

  const take = async (file: File | undefined) => {
    if (!file) return;
    const found = await logoIn(file);
    setFlaw(typeof found === 'string' ? found : null);
    if (typeof found === 'string') return;
    onChange(found);
    // The form no longer says what was wrong with another one.
    button.current?.dispatchEvent(new Event('input', { bubbles: true }));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say its hint and error with every button in it
    <div class="field" role="group" aria-labelledby={`${id}-label`}>
      <p class="label" id={`${id}-label`}>
        {t('brand.logo')}
      </p>
      <p class="hint" id={`${id}-hint`}>
        {t('brand.logo_hint')}
      </p>
      {wrong && (
        <p class="field-error" id={`${id}-error`} role="alert">
          <Icon name="warning" />
          <span>{wrong}</span>
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button does the same */}
      <div
        class={over ? 'logo-drop over' : 'logo-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <div class="logo-shown">
          {(['light', 'dark'] as const).map((mode) => (
            <span key={mode} class={`logo-on ${mode}`}>
              <img src={shown} alt={t(`brand.logo_on_${mode}`)} width="56" height="56" />
            </span>
          ))}
        </div>
        <input
          ref={picker}
          type="file"
          hidden
          accept="image/svg+xml,image/png"
          aria-label={t('brand.logo_choose')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            void take(file);
            // The same file can be chosen again.
            currentTarget.value = '';
          }}
        />
        <div class="logo-acts">
          <button
            ref={button}
            type="button"
            name="logo"
            class="button plain"
            aria-describedby={wrong ? `${id}-error ${id}-hint` : `${id}-hint`}
            onClick={() => picker.current?.click()}
          >
            <Icon name="plus" />
            <span>{t('brand.logo_choose')}</span>
          </button>
          {!isNone && (
            <Button look="quiet" onClick={() => onChange(published ? null : undefined)}>
              {t('brand.logo_remove')}
            </Button>
          )}
          {value !== undefined && (
            <Button
              look="quiet"
              onClick={() => {
                setFlaw(null);
                onChange(undefined);
              }}
            >
              {t('brand.logo_keep')}
            </Button>
          )}
        </div>
        {isNone && <p class="hint">{t('brand.logo_none')}</p>}
      </div>
    </div>
  );
}
