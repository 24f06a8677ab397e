/** The company whose portal this is: `public/brand.json`, replaced by each deployment. */

import { palette } from './contrast';
import type { Language } from './i18n';
import { createStore, useStore } from './store';

export type InLanguages = Readonly<Record<Language, string>>;

export interface Brand {
  name: string;
  accent: string;
  logo: string;
  illustration: string | null;
  tagline: InLanguages;
  supportNote: InLanguages;
  links: Readonly<Record<'imprint' | 'privacy' | 'terms', string | null>>;
}

const unbranded: Brand = {
  name: 'Customer portal',
  accent: '#0f6e6c',
  logo: '/brand/logo.svg',
  illustration: null,
  tagline: { en: '', de: '' },
  supportNote: { en: '', de: '' },
  links: { imprint: null, privacy: null, terms: null },
};

const brand = createStore<Brand>(unbranded);

export function useBrand(): Brand {
  return useStore(brand);
}

/** Loads and applies the brand. A portal without its brand file still works, in plain clothes. */
export async function loadBrand(): Promise<void> {
  try {
    // The address and mode of the preload in index.html, so that it is fetched once.
    const response = await fetch('/brand.json', { credentials: 'same-origin' });
    if (response.ok) brand.set(readBrand(await response.json()));
  } catch {
    // Kept unbranded: the person came for their tickets, not for the logo.
  }
  applyAccent(brand.get().accent);
}

export function readBrand(file: unknown): Brand {
  const given = isRecord(file) ? file : {};
  const links = isRecord(given.links) ? given.links : {};
  return {
    name: text(given.name) ?? unbranded.name,
    accent: text(given.accent) ?? unbranded.accent,
    logo: ownPath(given.logo) ?? unbranded.logo,
    illustration: ownPath(given.illustration),
    tagline: inLanguages(given.tagline),
    supportNote: inLanguages(given.support_note),
    links: {
      imprint: webAddress(links.imprint),
      privacy: webAddress(links.privacy),
      terms: webAddress(links.terms),
    },
  };
}

function applyAccent(accent: string): void {
  const { hue, light, dark } = palette(accent);
  const style = document.documentElement.style;
  style.setProperty('--hue', String(hue));
  for (const [mode, shades] of Object.entries({ light, dark })) {
    style.setProperty(`--accent-${mode}`, shades.accent);
    style.setProperty(`--on-accent-${mode}`, shades.onAccent);
    style.setProperty(`--accent-text-${mode}`, shades.accentText);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The policy of the page allows images of our own origin only. */
function ownPath(value: unknown): string | null {
  const path = text(value);
  return path && /^\/[^/]/.test(path) ? path : null;
}

/** A page of our own or of the company's site; nothing that a link could run or that others could read on the way. */
function webAddress(value: unknown): string | null {
  const address = text(value);
  if (!address) return null;
  if (/^\/[^/\\]/.test(address)) return address;
  return URL.canParse(address) && new URL(address).protocol === 'https:' ? address : null;
}

function inLanguages(value: unknown): InLanguages {
  const given = isRecord(value) ? value : {};
  const english = text(given.en) ?? '';
  return { en: english, de: text(given.de) ?? english };
}
