/**
 * Texts in the person's language. This file knows no text: each catalogue adds the type of its texts to `Texts` below,
 * and is handed in as a `Catalogue` when it is needed: the first by `main.tsx`, others by the lazy pages that use them.
 */

import { preferredLanguages } from './browser';
import { preferences } from './browser-storage';
import { createStore, useStore } from './store';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Every text of every catalogue, by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: the catalogues fill it
export interface Texts {}

export type MessageKey = keyof Texts & string;
export type Messages = { readonly [Key in MessageKey]: string };
/** What another language says for each text of the English catalogue. */
export type Translation<English> = { readonly [Key in keyof English]: string };
/** Texts that are loaded together, each language as a chunk of its own. */
export type Catalogue = Readonly<Record<Language, () => Promise<Partial<Messages>>>>;

type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;
type Values<Key extends MessageKey> = [PlaceholdersOf<Texts[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersOf<Texts[Key]>, string | number>>];

/** A text that comes in `.one` and `.other`. */
export type CountedKey = MessageKey extends infer Key
  ? Key extends `${infer Base}.one`
    ? Base
    : never
  : never;

export interface Speech {
  language: Language;
  messages: Messages;
}

interface Spoken extends Speech {
  catalogues: readonly Catalogue[];
}

const chosenKey = 'atrium.language';
const speech = createStore<Spoken | null>(null);

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The first of the browser's languages that we speak. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}

/** What was chosen in this browser; it wins over the profile, which others on this device don't see. */
function chosenLanguage(): Language | null {
  const chosen = preferences.read(chosenKey);
  return isLanguage(chosen) ? chosen : null;
}

/** What was asked for last; a catalogue that arrives after another was asked for is not spoken. */
let wanted: Language | null = null;

let inUse: readonly Catalogue[] = [];

async function loadTexts(language: Language): Promise<Spoken> {
  for (;;) {
    const catalogues = inUse;
    const parts = await Promise.all(catalogues.map((catalogue) => catalogue[language]()));
    // A page whose texts were not there yet may have been opened meanwhile.
    if (catalogues !== inUse) continue;
    // Not all texts are loaded; tests see to it that a page uses only those of the catalogues that come with it.
    return { language, catalogues, messages: Object.assign({}, ...parts) as Messages };
  }
}

/** Makes more texts available, from now on in every language. */
export async function addTexts(catalogue: Catalogue): Promise<void> {
  if (!inUse.includes(catalogue)) inUse = [...inUse, catalogue];
  for (;;) {
    const spoken = speech.get();
    if (!spoken || spoken.catalogues.includes(catalogue)) return;
    const more = await loadTexts(spoken.language);
    if (speech.get() === spoken) return speech.set(more);
  }
}

export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (speech.get()?.language === language) return;
  const texts = await loadTexts(language);
  if (wanted !== language && speech.get()) return;
  document.documentElement.lang = language;
  speech.set(texts);
}

export function speakFirst(first: Catalogue): Promise<void> {
  inUse = [first];
  return speak(chosenLanguage() ?? languageOf(preferredLanguages()));
}

/** The profile's language, unless another was chosen in this browser. */
export function speakForPerson(language: string): Promise<void> {
  return speak(chosenLanguage() ?? (isLanguage(language) ? language : languageOf(preferredLanguages())));
}

export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  preferences.write(chosenKey, language);
}

export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export interface Translator {
  <Key extends MessageKey>(key: Key, ...values: Values<Key>): string;
  count: (key: CountedKey, count: number, shown?: string) => string;
  language: Language;
}

export function translator({ language, messages }: Speech): Translator {
  const plural = new Intl.PluralRules(language);
  const translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) =>
    fill(messages[key], values[0]);
  return Object.assign(translate, {
    language,
    count: (key: CountedKey, count: number, shown = String(count)) =>
      fill(messages[`${key}.${plural.select(count) === 'one' ? 'one' : 'other'}`], { count: shown }),
  });
}

let latest: { speech: Speech; translator: Translator } | null = null;

/** The translator of the moment. Nothing is drawn before the first catalogue is there. */
export function useText(): Translator {
  const spoken = useStore(speech);
  if (!spoken) throw new Error('No catalogue is loaded yet.');
  if (latest?.speech !== spoken) latest = { speech: spoken, translator: translator(spoken) };
  return latest.translator;
}
