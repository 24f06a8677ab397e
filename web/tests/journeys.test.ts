/** The journeys are called by name, and each domain has one. They themselves need a running portal. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { domainOf, sources } from './imports';

it('a journey that does not exist is refused, with the names of those that do: one for each domain, one of the brand, and one of extremes', () => {
  const run = fileURLToPath(new URL('../e2e/run.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [run, 'invoices'], { encoding: 'utf8' });
  const domains = [...new Set(sources().flatMap(({ path }) => domainOf(path) ?? []))].sort();
  expect(stderr).toBe(
    `No journey is called invoices. There are: ${[...domains, 'brand', 'extremes'].join(', ')}.\n`,
  );
  expect(status).toBe(2);
});
