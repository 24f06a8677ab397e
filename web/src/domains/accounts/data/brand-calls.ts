/** The company's brand as the API tells of it, and publishing another one. */

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { type Brand, readBrand } from '../../../lib/brand';

type Schemas = components['schemas'];

export type PublishedBrand = Schemas['Brand'];
/** Its bytes in base64. */
export type Logo = Schemas['LogoInput'];
/** `version` is the one that was seen. Without a logo, it stays; `null` takes it away. */
export type UpdateBrand = Schemas['UpdateBrand'];

export interface BrandHere {
  published: PublishedBrand;
  /** What the portal wears where nothing is published. */
  deployed: Brand;
}

export async function loadBrandHere(): Promise<BrandHere> {
  const [published, deployed] = await Promise.all([
    // Past what the browser keeps of it: another administrator may have published a moment ago.
    answer(api.GET('/brand', { cache: 'no-cache' })),
    fetch('/brand.json')
      .then((response) => response.json())
      .catch(() => null),
  ]);
  return { published, deployed: readBrand(deployed) };
}

export function publishBrand(body: UpdateBrand, key: string): Promise<PublishedBrand> {
  return answer(api.PUT('/brand', { params: { header: { 'Idempotency-Key': key } }, body }));
}
