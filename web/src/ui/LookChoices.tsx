/** Language and appearance: choices of this browser, open to anybody, signed in or not. */

import { chooseLanguage, languages, useText } from '../lib/i18n';
import { chooseTheme, themes, useTheme } from '../lib/theme';
import { Choice } from './Field';

export function LookChoices() {
  const t = useText();
  const theme = useTheme();
  return (
    <>
      <Choice
        legend={t('shell.language')}
        name="language"
        look="segments"
        value={t.language}
        options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
        onChange={(language) => void chooseLanguage(language)}
      />
      <Choice
        legend={t('shell.theme')}
        name="theme"
        look="segments"
        value={theme}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChange={chooseTheme}
      />
    </>
  );
}
