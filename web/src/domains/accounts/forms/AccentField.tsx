/** The accent: by the browser's own chooser or in digits, and what becomes of it where it could not be read. */

import { onPaper, palette } from '../../../lib/contrast';
import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';
import { colourOf } from '../data/brand-fields';

interface Props {
  value: string;
  error: string | undefined;
  onChange: (accent: string) => void;
}

export function AccentField({ value, error, onChange }: Props) {
  const t = useText();
  const accent = colourOf(value);
  return (
    <div class="accent">
      <Field label={t('brand.accent')} hint={t('brand.accent_hint')} error={error}>
        {(control) => (
          <div class="accent-inputs">
            <input
              type="color"
              aria-label={t('brand.accent_pick')}
              value={accent ?? '#000000'}
              onInput={(event) => onChange(event.currentTarget.value)}
            />
            <input
              {...control}
              type="text"
              name="accent"
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              required
              value={value}
              onInput={(event) => onChange(event.currentTarget.value)}
            />
          </div>
        )}
      </Field>
      {accent && <Adjusted accent={accent} />}
    </div>
  );
}

function Adjusted({ accent }: { accent: string }) {
  const t = useText();
  const paper = onPaper(accent);
  const { light, dark } = palette(accent);
  const swatches = [
    { label: t('brand.swatch_chosen'), shade: accent },
    { label: t('brand.swatch_paper'), shade: paper },
    { label: t('brand.swatch_light'), shade: light.accentText },
    { label: t('brand.swatch_dark'), shade: dark.accentText },
  ];
  return (
    <>
      <p class="hint" aria-live="polite">
        <span>
          {paper === accent
            ? t('brand.accent_stays', { accent })
            : t('brand.accent_paper', { accent, shade: paper })}
        </span>
      </p>
      <ul class="swatches">
        {swatches.map(({ label, shade }) => (
          <li key={label}>
            <span class="swatch" style={{ backgroundColor: shade }} aria-hidden="true" />
            <span>{label}</span>
            <code key={shade} translate={false}>
              {shade}
            </code>
          </li>
        ))}
      </ul>
    </>
  );
}
