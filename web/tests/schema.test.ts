/** The client's types are those of the contract as it is committed: `npm run types` after each change of it. */

import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';

const contract = new URL('../../docs/openapi.json', import.meta.url);
const types = new URL('../src/api/schema.d.ts', import.meta.url);

it('the types are generated from the contract', async () => {
  const generated = COMMENT_HEADER + astToString(await openapiTS(contract));
  expect(await readFile(types, 'utf8')).toBe(generated);
});
