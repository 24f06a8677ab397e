/** Every catalogue there is, found where they belong. */

import type { Language, Messages, Translator } from '../src/lib/i18n';
import { translator } from '../src/lib/i18n';

type Texts = Readonly<Record<string, string>>;

const files = import.meta.glob<Record<Language, Texts>>('../src/{ui,domains/*}/texts/{en,de}{,-later}.ts', {
  eager: true,
});

export interface CatalogueFile {
  /** `ui`, or the name of a domain. */
  house: string;
  language: Language;
  /** Loaded with the lazy pages of its domain. */
  later: boolean;
  texts: Texts;
}

export const catalogueFiles: readonly CatalogueFile[] = Object.entries(files).map(([path, module]) => {
  const [, house = '', language, later] = /(\w+)\/texts\/(en|de)(-later)?\.ts$/.exec(path) ?? [];
  if (language !== 'en' && language !== 'de') throw new Error(`${path} is of no language.`);
  return { house, language, later: later !== undefined, texts: module[language] };
});

export function allTexts(language: Language): Texts {
  return Object.assign(
    {},
    ...catalogueFiles.filter((file) => file.language === language).map((file) => file.texts),
  );
}

export function translatorOf(language: Language): Translator {
  return translator({ language, messages: allTexts(language) as Messages });
}
