/** What a brand will look like, before anybody else sees it: in the portal, in emails, on papers. */

import { useState } from 'preact/hooks';
import { onPaper, palette } from '../../../lib/contrast';
import { languages, useText } from '../../../lib/i18n';
import { Choice } from '../../../ui/Field';
import type { BrandTexts } from '../data/brand-fields';
import { samples } from '../data/brand-samples';
import { BrandPaper } from './BrandPaper';

interface Props {
  texts: BrandTexts;
  /** One that is a colour. */
  accent: string;
  /** Null where there is none of the brand's own. */
  logo: string | null;
  deployedLogo: string;
}

const views = ['page', 'mail', 'paper'] as const;
type View = (typeof views)[number];

export function BrandPreview({ texts, accent, logo, deployedLogo }: Props) {
  const t = useText();
  const [view, setView] = useState<View>('page');
  return (
    <section class="brand-preview" aria-label={t('brand.preview')}>
      <Choice
        legend={t('brand.preview')}
        name="preview"
        look="segments"
        value={view}
        options={views.map((value) => ({ value, label: t(`brand.preview_${value}`) }))}
        onChange={setView}
      />
      {view === 'page' && <PortalShown texts={texts} accent={accent} logo={logo ?? deployedLogo} />}
      {view === 'mail' &&
        languages.map((language) => (
          <MailShown key={language} language={language} texts={texts} shade={onPaper(accent)} />
        ))}
      {view === 'paper' && (
        <div class="sheets">
          {languages.map((language) => (
            <BrandPaper
              key={language}
              language={language}
              texts={texts}
              shade={onPaper(accent)}
              logo={logo}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** Nothing in it can be pressed: it is a picture of a page. */
function PortalShown({ texts, accent, logo }: { texts: BrandTexts; accent: string; logo: string }) {
  const t = useText();
  const { hue, light, dark } = palette(accent);
  const style = {
    '--hue': String(hue),
    '--accent-light': light.accent,
    '--on-accent-light': light.onAccent,
    '--accent-text-light': light.accentText,
    '--accent-dark': dark.accent,
    '--on-accent-dark': dark.onAccent,
    '--accent-text-dark': dark.accentText,
  };
  return (
    <>
      {(['light', 'dark'] as const).map((mode) => (
        <figure key={mode} class={`portal-shown ${mode}`} style={style}>
          <figcaption>{t(`theme.${mode}`)}</figcaption>
          <div class="portal-page">
            <p class="brand">
              <img src={logo} alt="" width="36" height="36" />
              <bdi class="brand-name">{texts.name}</bdi>
            </p>
            <p class="portal-words" dir="auto">
              {texts[`tagline/${t.language}`]}
            </p>
            <p class="portal-acts">
              <span class="shown-button">{t('brand.sample_button')}</span>
              <span class="shown-link">{t('brand.sample_link')}</span>
            </p>
            <p class="portal-foot" dir="auto">
              {texts[`support_note/${t.language}`]}
            </p>
          </div>
        </figure>
      ))}
    </>
  );
}

interface MailProps {
  language: keyof typeof samples;
  texts: BrandTexts;
  shade: string;
}

function MailShown({ language, texts, shade }: MailProps) {
  const t = useText();
  const { subject, greeting, text, button } = samples[language];
  return (
    <figure class="mail-shown" lang={language}>
      <figcaption>{t(`language.${language}`)}</figcaption>
      <div class="mail-head">
        <p>
          <bdi>{texts.sender_name}</bdi> <span lang={t.language}>{`<${t('brand.mail_address')}>`}</span>
        </p>
        <p>
          <strong>{subject}</strong>
        </p>
      </div>
      <div class="mail-body">
        <p class="mail-name" style={{ color: shade }} dir="auto">
          {texts.name}
        </p>
        <p>{greeting}</p>
        <p>{text}</p>
        <p>
          <span class="shown-button" style={{ backgroundColor: shade }}>
            {button}
          </span>
        </p>
        <p class="mail-foot">
          <bdi>{texts.legal_name}</bdi>
        </p>
        <p class="mail-foot" dir="auto">
          {texts[`legal_lines/${language}`]}
        </p>
        <p class="mail-foot" dir="auto">
          {texts[`footer/${language}`]}
        </p>
      </div>
    </figure>
  );
}
