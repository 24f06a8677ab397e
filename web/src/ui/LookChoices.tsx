/** Language and appearance: choices in this browser, open to anybody, signed in or not. */

import { chooseLanguage, type Language, languages, useText } from '../lib/i18n';
import { chooseTheme, themes, useTheme } from '../lib/theme';
import { Choice } from './Field';

interface Props {
  /** Where more is to be done than speaking it here. */
  onLanguage?: (language: Language) => void;
}

export function LookChoices({ onLanguage = (language) => void chooseLanguage(language) }: Props) {
  const t = useText();
  const theme = useTheme();
  return (
    <>
      <Choice
        legend={t('look.language')}
        name="language"
        look="segments"
        value={t.language}
        options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
        onChange={onLanguage}
      />
      <Choice
        legend={t('look.theme')}
        name="theme"
        look="segments"
        value={theme}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChange={chooseTheme}
      />
    </>
  );
}
