/** How a page looks and whether everybody can use it: light and dark, phone and desktop. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';

const folder = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const sizes = [
  { width: 360, height: 780 },
  { width: 1280, height: 900 },
];

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Takes the pictures and fails on whatever axe finds in any of them, or on sideways scrolling at 320 px. */
export async function look(page, name) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // As tall as its content, so that what sticks to an edge is at the edge of the picture.
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: size.width, height: Math.max(size.height, tall) });
      await page.screenshot({ path: `${folder}${name}-${size.width}-${colorScheme}.png` });
      await page.setViewportSize(size);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      assert.deepEqual(found, [], `axe on ${name}, ${size.width} px, ${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} px at 320 px`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
