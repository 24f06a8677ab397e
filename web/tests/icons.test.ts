/** What browsers and phones ask for by themselves, or because the page or the manifest names it. */

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBrand } from '../src/lib/brand';

const at = (path: string) => new URL(path, new URL('../', import.meta.url));
const inPublic = (path: string) => at(`public${path}`);
const page = readFileSync(at('index.html'), 'utf8');
const manifest = JSON.parse(readFileSync(inPublic('/manifest.webmanifest'), 'utf8'));

/** Width and height, from the header of a PNG. */
function sizeOf(path: string): string {
  const png = readFileSync(inPublic(path));
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

describe('the icons', () => {
  it('are there wherever one is asked for', () => {
    const named = [...page.matchAll(/<link rel="(?:[a-z-]*icon|manifest)" href="([^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(named).toHaveLength(3);
    for (const path of [...named, '/favicon.ico', '/apple-touch-icon.png', '/robots.txt'])
      expect(existsSync(inPublic(path ?? '')), path).toBe(true);
    expect(sizeOf('/apple-touch-icon.png')).toBe('180x180');
  });

  it('of the manifest are of the size it says', () => {
    for (const { src, sizes, type } of manifest.icons) {
      expect(existsSync(inPublic(src)), src).toBe(true);
      if (type === 'image/png') expect(sizeOf(src), src).toBe(sizes);
    }
  });

  it('belong to the brand', () => {
    const brand = readBrand(JSON.parse(readFileSync(inPublic('/brand.json'), 'utf8')));
    expect([manifest.name, manifest.theme_color]).toEqual([brand.name, brand.accent]);
  });
});
