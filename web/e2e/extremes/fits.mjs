/** Whether a page fits: nothing scrolls sideways, nothing is cut off, nothing spills out of what it stands in. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../target/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const sizes = [
  { width: 360, height: 640 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

/** What does not fit in the page as it is drawn now. */
function misfits() {
  const found = [];
  const { clientWidth, scrollWidth } = document.scrollingElement;
  if (scrollWidth > clientWidth) found.push(`the page scrolls sideways by ${scrollWidth - clientWidth} px`);
  const clippedAway = (element) => {
    for (let around = element; around; around = around.parentElement) {
      if (getComputedStyle(around).clipPath === 'inset(50%)') return true;
    }
    return false;
  };
  const named = (element) =>
    `${element.localName}${[...element.classList].map((name) => `.${name}`).join('')} „${element.textContent.trim().slice(0, 40)}“`;
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('svg')) continue;
    // There for screen readers alone.
    if (clippedAway(element)) continue;
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const field = element.matches('input, textarea, select');
    if (hasText && (box.left < -0.5 || box.right > clientWidth + 0.5)) {
      found.push(`${named(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
    }
    if (field || style.display.startsWith('inline') || style.display === 'contents') continue;
    // Lists shorten what is told whole elsewhere, and say it whole when asked.
    const clamped = style.getPropertyValue('-webkit-line-clamp') !== 'none' && element.title !== '';
    // Tables and quiet buttons reach a little over the column, so that their words line up with it.
    const room = hasText || style.overflowX !== 'visible' ? 1 : 13;
    if (element.scrollWidth > element.clientWidth + room && element.clientWidth > 0) {
      found.push(`${named(element)} spills by ${element.scrollWidth - element.clientWidth} px to the side`);
    }
    const hidesBelow = ['hidden', 'clip'].includes(style.overflowY);
    if (hidesBelow && !clamped && hasText && element.scrollHeight > element.clientHeight + 1) {
      found.push(`${named(element)} is cut off by ${element.scrollHeight - element.clientHeight} px below`);
    }
  }
  return found;
}

/** Looks at the page in three widths, and takes pictures in light and dark. */
export async function fits(page, name) {
  const found = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    for (const misfit of await page.evaluate(misfits)) found.push(`${size.width} px: ${misfit}`);
    await page.screenshot({ path: `${folder}extreme-${name}-${size.width}-light.png` });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.screenshot({ path: `${folder}extreme-${name}-${size.width}-dark.png` });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(found, [], `${name} does not fit`);
}
