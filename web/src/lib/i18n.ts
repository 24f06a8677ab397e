/**
 * Texts in the person's language. Each catalogue is its own chunk, loaded when it is spoken, and comes in two
 * parts: the first is there from the start, the second as soon as a lazy page is opened.
 */

import type { enMore } from '../domains/auth/texts/en-later';
import type { en } from '../ui/texts/en';
import { preferences } from './browser-storage';
import { createStore, useStore } from './store';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

type English = typeof en & typeof enMore;
export type MessageKey = keyof English;
export type Messages = { readonly [Key in MessageKey]: string };
export type FirstMessages = { readonly [Key in keyof typeof en]: string };
export type MoreMessages = { readonly [Key in keyof typeof enMore]: string };

type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;
type Values<Key extends MessageKey> = [PlaceholdersOf<English[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholdersOf<English[Key]>, string | number>>];

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

const chosenKey = 'atrium.language';
const catalogues: Record<Language, () => Promise<FirstMessages>> = {
  en: () => import('../ui/texts/en').then((module) => module.en),
  de: () => import('../ui/texts/de').then((module) => module.de),
};
const moreOf: Record<Language, () => Promise<MoreMessages>> = {
  en: () => import('../domains/auth/texts/en-later').then((module) => module.enMore),
  de: () => import('../domains/auth/texts/de-later').then((module) => module.deMore),
};

const speech = createStore<Speech | null>(null);

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

let moreWanted = false;

async function messagesOf(language: Language): Promise<Messages> {
  const [first, more] = await Promise.all([
    catalogues[language](),
    moreWanted ? moreOf[language]() : undefined,
  ]);
  // Without the second part nothing asks for its texts: a test sees to it that only lazy pages do.
  return { ...first, ...more } as Messages;
}

/** Makes the texts of lazy pages available, from now on in every language. */
export async function speakMore(): Promise<void> {
  moreWanted = true;
  for (;;) {
    const spoken = speech.get();
    if (!spoken || 'sign_up.title' in spoken.messages) return;
    const messages = await messagesOf(spoken.language);
    if (speech.get() === spoken) return speech.set({ language: spoken.language, messages });
  }
}

export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (speech.get()?.language === language) return;
  const messages = await messagesOf(language);
  if (wanted !== language && speech.get()) return;
  document.documentElement.lang = language;
  speech.set({ language, messages });
}

export function speakFirst(): Promise<void> {
  return speak(chosenLanguage() ?? languageOf(navigator.languages));
}

/** The profile's language, unless another was chosen in this browser. */
export function speakForPerson(language: string): Promise<void> {
  return speak(chosenLanguage() ?? (isLanguage(language) ? language : languageOf(navigator.languages)));
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
