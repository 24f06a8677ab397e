/** The company's brand as the API tells of it, and publishing another one. */

import type { Client } from 'openapi-fetch';
import { answer, api } from '../../../api/client';
import { type Brand, type InLanguages, readBrand } from '../../../lib/brand';

export interface PublishedBrand {
  /** 0: nothing was published yet; then only name and accent say something. */
  version: number;
  name: string;
  legal_name: string;
  legal_lines: InLanguages;
  footer: InLanguages;
  sender_name: string;
  /** `#rrggbb`, as it was chosen. */
  accent: string;
  accent_on_paper: string;
  tagline: InLanguages;
  support_note: InLanguages;
  links: { imprint?: string; privacy?: string; terms?: string };
  /** A `data:` address. */
  logo?: string | null;
  changed_at?: string | null;
}

export interface Logo {
  media_type: 'image/svg+xml' | 'image/png';
  /** In base64. */
  data: string;
}

/** `version` is the one that was seen. Without a logo, it stays; `null` takes it away. */
export type UpdateBrand = Omit<PublishedBrand, 'accent_on_paper' | 'logo' | 'changed_at'> & {
  logo?: Logo | null;
};

interface Answers {
  responses: { 200: { content: { 'application/json': PublishedBrand } } };
}

interface BrandContract {
  '/brand': {
    get: Answers;
    put: Answers & {
      parameters: { header: { 'Idempotency-Key': string } };
      requestBody: { content: { 'application/json': UpdateBrand } };
    };
  };
}

const brandApi = api as unknown as Client<BrandContract>;

export interface BrandHere {
  published: PublishedBrand;
  /** What the portal wears where nothing is published. */
  deployed: Brand;
}

export async function loadBrandHere(): Promise<BrandHere> {
  const [published, deployed] = await Promise.all([
    // Past what the browser keeps of it: another administrator may have published a moment ago.
    answer(brandApi.GET('/brand', { cache: 'no-cache' })),
    fetch('/brand.json')
      .then((response) => response.json())
      .catch(() => null),
  ]);
  return { published, deployed: readBrand(deployed) };
}

export function publishBrand(body: UpdateBrand, key: string): Promise<PublishedBrand> {
  return answer(brandApi.PUT('/brand', { params: { header: { 'Idempotency-Key': key } }, body }));
}
