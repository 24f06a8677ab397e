/** What every journey begins and ends with: a browser, people in it, and pages that complain of nothing. */

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openBrowser, personIn } from './browser.mjs';

/** Opened for the first who needs it. */
let opening;
const everybody = [];

after(async () => {
  await (await opening)?.close();
});

/** Somebody with a browser window of their own. */
export async function somebody(options) {
  opening ??= openBrowser();
  const person = await personIn(await opening, options);
  everybody.push(person);
  return person;
}

/** The requests of a page from now on. */
export function counting(page, method, path) {
  const seen = [];
  page.on('request', (request) => {
    if (request.method() === method && path.test(new URL(request.url()).pathname)) seen.push(request);
  });
  return seen;
}

/** The last of a journey. */
export function nobodyComplained() {
  describe('throughout', () => {
    it('no page complained: no errors, no violations of the security policy', () => {
      assert.ok(everybody.length > 0, 'nobody was there');
      assert.deepEqual(
        everybody.flatMap(({ complaints }) => complaints),
        [],
      );
    });
  });
}
