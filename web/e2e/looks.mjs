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
/** What can differ when nothing but the colours does. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];
const deep = process.env.ATRIUM_DEEP === '1';

/**
 * Takes the pictures and fails on whatever axe finds in any of them, or on sideways scrolling at 320 px. In the dark the page is
 * the same but for its colours: only those are looked at, and pictures are taken with `--deep`.
 */
export async function look(page, name) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const dark = colorScheme === 'dark';
      if (!dark || deep) await takePicture(page, size, `${name}-${size.width}-${colorScheme}`);
      const axe = new AxeBuilder({ page });
      const { violations } = await (dark ? axe.withRules(rulesOfColours) : axe.withTags(rules)).analyze();
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

/** As tall as the content, so that what sticks to an edge is at the edge of the picture. */
async function takePicture(page, size, name) {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, tall) });
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.setViewportSize(size);
}
