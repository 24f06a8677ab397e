/**
 * The company whose portal this is: what its administrators have published, and until they have, `public/brand.json`, which
 * comes with each deployment.
 */

import { apiBase } from '../api/access-token';
import { preferences } from './browser-storage';
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

/** As `brand.json` and the API tell of it; of a published one the version is at least 1. */
type Told = Readonly<Record<string, unknown>>;

/** The last published brand that this browser has seen: the first page need not wait for the API. */
const keptAs = 'atrium.brand';

let deployed: Promise<Told> = Promise.resolve({});

/** A portal without any brand still works, in plain clothes: people come for their tickets, not for the logo. */
export async function loadBrand(): Promise<void> {
  // The address and mode of the preload in index.html, so that it is fetched once.
  deployed = told(() => fetch('/brand.json', { credentials: 'same-origin' }));
  const kept = preferences.read(keptAs);
  wear(kept ? await told(() => new Response(kept)) : await deployed);
  void told(() => fetch(`${apiBase}/brand`)).then((answer) => {
    if (answer.version) void wearPublished(answer);
    else if (answer.version === 0 && kept) void wearDeployed();
  });
}

/** The illustration is not published, and whoever published no logo keeps that of the deployment. */
export async function wearPublished(published: Told): Promise<void> {
  const { logo, illustration } = await deployed;
  const whole = { ...published, logo: published.logo ?? logo, illustration };
  preferences.write(keptAs, JSON.stringify(whole));
  wear(whole);
}

async function wearDeployed(): Promise<void> {
  preferences.remove(keptAs);
  wear(await deployed);
}

/** Nothing, where no answer came or it cannot be read. */
async function told(ask: () => Response | Promise<Response>): Promise<Told> {
  try {
    const response = await ask();
    const answer: unknown = await response.json();
    return response.ok && isRecord(answer) ? answer : {};
  } catch {
    return {};
  }
}

function wear(given: Told): void {
  const next = readBrand(given);
  brand.set(next);
  applyAccent(next.accent);
  // What stands in index.html.
  document.querySelector('link[rel=icon]')?.setAttribute('href', next.logo);
  document.querySelector('.first img')?.setAttribute('src', next.logo);
}

export function readBrand(file: unknown): Brand {
  const given = isRecord(file) ? file : {};
  const links = isRecord(given.links) ? given.links : {};
  return {
    name: text(given.name) ?? unbranded.name,
    accent: text(given.accent) ?? unbranded.accent,
    logo: ownPath(given.logo) ?? picture(given.logo) ?? unbranded.logo,
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

/** The policy of the page allows images of our own origin, and such as are in the address itself. */
function picture(value: unknown): string | null {
  const address = text(value);
  return address && /^data:image\/(svg\+xml|png);base64,[\w+/]+=*$/.test(address) ? address : null;
}

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
