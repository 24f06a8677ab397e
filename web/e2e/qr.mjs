/** What a camera sees: the QR code in a picture of the page. */

import assert from 'node:assert/strict';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** Decodes the one QR code that the visible page shows. */
export async function readQr(page) {
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  const found = jsQR(new Uint8ClampedArray(data), width, height);
  assert.ok(found, 'no QR code is to be seen');
  return found.data;
}
