/**
 * The journeys, in a real browser against the deployed stack; by role and label, as people find things. One file a
 * domain, more where its name goes on after a hyphen, and one of extremes, two at a time: no journey signs in as somebody whose
 * session or profile another one changes. The one of the brand comes last, alone.
 *
 * `node e2e/run.mjs [part]`, with the stack in `ATRIUM_STACK` or in `target/local/stack.json`. A part is a domain, `brand`, or `extremes`.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fileOf = (part) => fileURLToPath(new URL(`${part}.mjs`, import.meta.url));
const names = readdirSync(new URL('.', import.meta.url));
const filesOf = (part) =>
  names.filter((name) => name === `${part}.mjs` || (name.startsWith(`${part}-`) && name.endsWith('.mjs')));

const domains = readdirSync(new URL('../src/domains/', import.meta.url)).sort();
/** What belongs to all domains. */
const whole = ['brand', 'extremes'];
const parts = [...domains.filter((domain) => existsSync(fileOf(domain))), ...whole];
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`No journey is called ${unknown.join(', ')}. There are: ${parts.join(', ')}.`);
  process.exit(2);
}

const options = ['--test', '--test-concurrency=2', '--test-reporter=spec'];

function walk(some) {
  const files = some.flatMap(filesOf).map((name) => fileURLToPath(new URL(name, import.meta.url)));
  if (files.length === 0) return 0;
  return spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit' }).status ?? 1;
}

const wanted = asked.length > 0 ? asked : parts;
// While the brand is another one, no other journey looks for the company by its name.
const statuses = [
  walk(wanted.filter((part) => part !== 'brand')),
  walk(wanted.filter((part) => part === 'brand')),
];
process.exit(Math.max(...statuses));
