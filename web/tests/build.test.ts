/** What is shipped: small enough, and nothing that the content security policy would refuse. */

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogueFiles } from './all-texts';
import { sources } from './imports';

const budget = 60 * 1024;
/** Where we are; a step towards the budget should be taken on purpose. */
const aim = 41 * 1024;
const pageBudget = 25 * 1024;

const lazily =
  /\/domains\/(tickets\/(pages\/(Staff|New|Named|Follow)|forms\/[OS])|notifications\/(pages\/(Not|Pref|Deliv|Unsub|Matrix)|forms\/)|home\/pages\/(Protection|FilesWanted)|documents\/(pages|forms|data|texts\/(en|de)-later)|accounts\/(pages\/(Profile|AccountPages|Customer|Staff|Approval|Gone|Company|Brand|People|Person\.|Invit|Activity|Menus)|forms\/)|auth\/(pages\/(SignUp|Forgot|SetUp|Challenge|Security|Email|Undo)|forms\/(Mail|NewEmail|SignUp|Forgot|Totp|Confirm|Code|Passkey|Recovery|StepUp|ChangeP)))/;

let output: (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = [];

beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  // Vitest's own says `test`, and what is built then is not what is shipped.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({ root, logLevel: 'error', build: { write: false } });
  if (!('output' in built)) throw new Error('One build gives one output.');
  output = built.output;
}, 120_000);

const chunks = () => output.filter((file) => file.type === 'chunk');
const packed = (chunk: Rolldown.OutputChunk) => gzipSync(chunk.code, { level: 9 }).length;

function page(): string {
  const file = output.find(({ fileName }) => fileName === 'index.html');
  if (file?.type !== 'asset') throw new Error('There is no index.html.');
  return String(file.source);
}

/** What index.html names, all it imports, and the larger of the two catalogues: what a first visit fetches. */
function firstLoad(): Rolldown.OutputChunk[] {
  const byName = new Map(chunks().map((chunk) => [chunk.fileName, chunk]));
  const wanted = new Set<Rolldown.OutputChunk>();
  const take = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || wanted.has(chunk)) return;
    wanted.add(chunk);
    for (const name of chunk.imports) take(byName.get(name));
  };
  for (const [, name = ''] of page().matchAll(/<script[^>]*\ssrc="\/([^"]+)"/g)) take(byName.get(name));
  const catalogues = chunks().filter(({ facadeModuleId }) =>
    /\/first-texts\/(en|de)\.ts$/.test(facadeModuleId ?? ''),
  );
  expect(catalogues).toHaveLength(2);
  take(catalogues.sort((a, b) => packed(b) - packed(a))[0]);
  return [...wanted];
}

describe('the first load', () => {
  it('stays within its budget', () => {
    const total = firstLoad().reduce((sum, chunk) => sum + packed(chunk), 0);
    expect(total).toBeLessThanOrEqual(budget);
    expect(total).toBeLessThanOrEqual(aim);
  });

  it('says nothing that comes with the lazy pages', () => {
    const code = firstLoad().map((chunk) => chunk.code);
    const later = catalogueFiles.filter((file) => file.later && file.language === 'en');
    const keys = later.flatMap(({ texts }) => Object.keys(texts));
    expect(keys.length).toBeGreaterThan(100);
    const said = keys.filter((key) =>
      code.some((text) => ['"', "'", '`'].some((quote) => text.includes(`${quote}${key}${quote}`))),
    );
    expect(said).toEqual([]);
  });

  it('waits for its catalogue, which waits for nothing', () => {
    // The entry awaits it before it is done: a catalogue that imported the entry's chunk would wait for ever.
    for (const { imports, moduleIds } of chunks())
      if (moduleIds.some((id) => /\/(first-)?texts\/(en|de)/.test(id))) expect(imports).toEqual([]);
  });

  it('leaves the team’s pages, the profile and the ways to an account out', () => {
    const modules = firstLoad().flatMap(({ moduleIds }) => moduleIds);
    expect(modules.some((id) => id.includes('/tickets/pages/TicketList'))).toBe(true);
    expect(modules.filter((id) => lazily.test(id))).toEqual([]);
  });

  it('leaves out whatever is imported on demand', () => {
    const onDemand = sources().flatMap(({ path, text }) =>
      [...text.matchAll(/import\('\.\/([^']+)'\)/g)].map(([, to]) => `/src/${dirname(path)}/${to}.ts`),
    );
    expect(onDemand.some((path) => path.includes('/tickets/pages/StaffPages'))).toBe(true);
    const modules = firstLoad().flatMap(({ moduleIds }) => moduleIds);
    const found = onDemand.filter((path) =>
      modules.some((id) => id.endsWith(path) || id.endsWith(`${path}x`)),
    );
    // The larger of the two.
    expect(found.filter((path) => !path.includes('/first-texts/'))).toEqual([]);
  });
});

describe('while the code is on its way', () => {
  it('the page shows its frame, in styles that are there before the code', () => {
    const [, shell = ''] = /<div id="app">([\s\S]*)<\/body>/.exec(page()) ?? [];
    const classes = [...shell.matchAll(/class="([^"]+)"/g)].map(([, name]) => name);
    expect(classes).toEqual(['first', 'first-bar', 'first-page']);
    const [, sheet = ''] = /<link rel="stylesheet"[^>]*href="\/([^"]+)"/.exec(page()) ?? [];
    const styles = output.find(({ fileName }) => fileName === sheet);
    if (styles?.type !== 'asset') throw new Error('index.html names no styles.');
    for (const name of classes) expect(String(styles.source)).toContain(`.${name}`);
  });
});

describe('a page that comes later', () => {
  it('stays within its budget, with its texts', () => {
    const first = firstLoad();
    const later = chunks().filter((chunk) => !first.includes(chunk));
    expect(later.length).toBeGreaterThan(5);
    for (const chunk of later) expect(packed(chunk), chunk.fileName).toBeLessThanOrEqual(pageBudget);
  });
});

describe('under the content security policy', () => {
  it('the page has nothing inline', () => {
    expect(page()).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page()).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|data:/);
  });

  it('styles fetch nothing from elsewhere and carry no data', () => {
    for (const file of output) {
      if (file.type === 'asset' && file.fileName.endsWith('.css'))
        expect(String(file.source)).not.toMatch(/url\(/);
    }
  });

  it('everything but the page has its content’s hash in its name', () => {
    for (const { fileName } of output) {
      if (fileName !== 'index.html') expect(fileName).toMatch(/^assets\/.+-[\w-]{8}\.(js|css)$/);
    }
  });
});
