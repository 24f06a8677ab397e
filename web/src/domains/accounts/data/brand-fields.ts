/** The brand as the form holds it, and as it is sent. */

import type { Problem } from '../../../api/problem';
import type { Language, MessageKey } from '../../../lib/i18n';
import { nameAt } from '../../../lib/pointers';
import { cleanLine, cleanProse, isBlank, lengthOf } from '../../../lib/text';
import type { BrandHere, Logo, UpdateBrand } from './brand-calls';

export const names = ['name', 'legal_name', 'sender_name'] as const;
export const inBothLanguages = ['tagline', 'support_note', 'legal_lines', 'footer'] as const;
export const links = ['imprint', 'privacy', 'terms'] as const;

export type NameField = (typeof names)[number];
export type TextInBoth = (typeof inBothLanguages)[number];
export type LinkName = (typeof links)[number];
export type TextField = NameField | 'accent' | `${TextInBoth}/${Language}` | `links/${LinkName}`;
export type BrandField = TextField | 'logo';
export type BrandTexts = Record<TextField, string>;

/** The contract's limits, in Unicode scalar values. */
export const longest = {
  name: 60,
  legal_name: 120,
  sender_name: 60,
  tagline: 200,
  support_note: 500,
  legal_lines: 500,
  footer: 500,
} as const;

const bothLanguages = ['en', 'de'] as const satisfies readonly Language[];

/** From the top of the form to its end. */
export const brandFields: readonly BrandField[] = [
  'name',
  'logo',
  'accent',
  ...bothLanguages.map((language) => `tagline/${language}` as const),
  ...bothLanguages.map((language) => `support_note/${language}` as const),
  ...links.map((name) => `links/${name}` as const),
  'sender_name',
  'legal_name',
  ...bothLanguages.map((language) => `legal_lines/${language}` as const),
  ...bothLanguages.map((language) => `footer/${language}` as const),
];

/** What was changed and not published yet. */
export interface BrandDraft {
  texts?: Partial<BrandTexts> | undefined;
  /** Null: none any more. */
  logo?: Logo | null | undefined;
  /** The version of the brand that the changes were made to. */
  seen?: number | undefined;
}

/** Before anything is published, the form begins with what the portal wears already. */
export function textsOf({ published, deployed }: BrandHere): BrandTexts {
  const first = published.version === 0;
  const found: Partial<BrandTexts> = { accent: published.accent };
  for (const field of names) found[field] = published[field] || published.name;
  for (const language of bothLanguages) {
    found[`tagline/${language}`] = (first ? deployed.tagline : published.tagline)[language];
    found[`support_note/${language}`] = (first ? deployed.supportNote : published.support_note)[language];
    found[`legal_lines/${language}`] = published.legal_lines[language];
    found[`footer/${language}`] = published.footer[language];
  }
  for (const name of links)
    found[`links/${name}`] = (first ? secure(deployed.links[name]) : published.links[name]) ?? '';
  return found as BrandTexts;
}

function secure(address: string | null): string | null {
  return address?.startsWith('https://') ? address : null;
}

/** `#rrggbb`, of what was typed with or without the #, in three digits or six; null when it is no colour. */
export function colourOf(typed: string): string | null {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(cleanLine(typed)) ?? [];
  if (!digits) return null;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`.toLowerCase();
}

type Flaw = Extract<
  MessageKey,
  'brand.accent_wrong' | 'brand.link_wrong' | 'field.required' | 'field.too_long'
>;

/** What is wrong with it, found before it is sent. */
export function flawOf(field: TextField, text: string): Flaw | undefined {
  const [part = '', name] = field.split('/');
  if (field === 'accent') return colourOf(text) ? undefined : 'brand.accent_wrong';
  if (part === 'links') return !cleanLine(text) || isSecure(cleanLine(text)) ? undefined : 'brand.link_wrong';
  if (!name && isBlank(text)) return 'field.required';
  const most = longest[part as keyof typeof longest];
  return lengthOf(cleanProse(text)) > most ? 'field.too_long' : undefined;
}

function isSecure(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}

/** What the API finds wrong with a form that only it knows, in words of ours. */
export function refusalOf(field: BrandField, problem: Problem | null): Flaw | undefined {
  const refused = problem?.fields.find(({ pointer }) => nameAt(pointer).startsWith(field));
  if (!refused || refused.code === 'too_long') return undefined;
  if (field === 'accent') return 'brand.accent_wrong';
  if (field.startsWith('links/')) return 'brand.link_wrong';
  return undefined;
}

export function bodyOf(texts: BrandTexts, logo: Logo | null | undefined, version: number): UpdateBrand {
  const line = (field: TextField) => cleanLine(texts[field]);
  const inBoth = (field: TextInBoth, clean = cleanProse) => ({
    en: clean(texts[`${field}/en`]),
    de: clean(texts[`${field}/de`]),
  });
  const given = links.flatMap((name) => (line(`links/${name}`) ? [[name, line(`links/${name}`)]] : []));
  return {
    version,
    name: line('name'),
    legal_name: line('legal_name'),
    sender_name: line('sender_name'),
    accent: colourOf(texts.accent) ?? texts.accent,
    tagline: inBoth('tagline', cleanLine),
    support_note: inBoth('support_note'),
    legal_lines: inBoth('legal_lines'),
    footer: inBoth('footer'),
    links: Object.fromEntries(given),
    ...(logo === undefined ? {} : { logo }),
  };
}

/** What of the draft would change the brand. */
export function changedFields(published: BrandTexts, { texts = {}, logo }: BrandDraft): BrandField[] {
  return brandFields.filter((field) =>
    field === 'logo' ? logo !== undefined : texts[field] !== undefined && texts[field] !== published[field],
  );
}
