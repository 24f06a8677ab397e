/**
 * The houses of the web app, and which may lean on which: api ← lib ← ui ← domains ← the root. A domain sees of another
 * one only its `public.ts` and its addresses. What is held here is told in docs/ARCHITECTURE.md, "The web app".
 */

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { circles, domainOf, importsIn, sources } from './imports';

const all = sources();
const domains = [...new Set(all.flatMap(({ path }) => domainOf(path) ?? []))];
const below: Readonly<Record<string, readonly string[]>> = {
  api: ['api'],
  lib: ['lib', 'api'],
  ui: ['ui', 'lib', 'api'],
  domains: ['domains', 'ui', 'lib', 'api'],
  'first-texts': ['domains', 'ui'],
};
const houseOf = (path: string) => path.split('/')[0] ?? '';

/** Why a file may not import another; null when it may. */
function objection(from: string, to: string): string | null {
  const allowed = below[houseOf(from)];
  // `main.tsx` and `App.tsx` put everything together.
  if (!allowed) return null;
  if (!allowed.includes(houseOf(to))) return `${houseOf(from)} may import only of ${allowed.join(', ')}`;
  const [own, other] = [domainOf(from), domainOf(to)];
  if (!own || !other || own === other) return null;
  if (/^domains\/\w+\/(public|paths)\.tsx?$/.test(to)) return null;
  return `of the domain ${other}, others see only public.ts and paths.ts`;
}

describe('the houses', () => {
  it('are read', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(domains).toEqual(expect.arrayContaining(['accounts', 'auth', 'home', 'tickets']));
    const text = `import { a } from './a';\nimport './b.css';\nexport type { C } from "../c";
      const d = () => import('./d').then(({ d }) => d);\ndeclare module '../../e' {}\nimport x from 'preact';`;
    expect(importsIn(text)).toEqual(['./a', './b.css', '../c', './d', '../../e']);
  });

  it('object to arrows that run back up', () => {
    expect(objection('lib/call.ts', 'ui/Button.tsx')).toContain('lib may import only of lib, api');
    expect(objection('api/client.ts', 'lib/store.ts')).toContain('api may import only of api');
    expect(objection('ui/Shell.tsx', 'domains/home/paths.ts')).toContain('ui may import only of');
    expect(objection('domains/home/pages/Home.tsx', 'App.tsx')).toContain('domains may import only of');
    expect(objection('domains/home/pages/Home.tsx', 'domains/tickets/data/thread.ts')).toContain(
      'only public.ts',
    );
    expect(objection('domains/home/pages/Home.tsx', 'domains/tickets/public.ts')).toBeNull();
    expect(objection('domains/home/pages/Home.tsx', 'domains/home/paths.ts')).toBeNull();
  });

  it('lean on those below them alone', () => {
    const wrong = all.flatMap(({ path, imports }) =>
      imports.flatMap((to) => {
        const why = objection(path, to);
        return why ? [`src/${path} imports src/${to}: ${why}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('have a file at the root only where everything is put together', () => {
    const atRoot = all.map(({ path }) => path).filter((path) => below[houseOf(path)] === undefined);
    expect(atRoot).toEqual(['App.tsx', 'main.tsx']);
  });

  it('hold no file that nothing leads to', () => {
    const reached = new Set<string>();
    const byPath = new Map(all.map((source) => [source.path, source]));
    const reach = (path: string) => {
      if (reached.has(path)) return;
      reached.add(path);
      byPath.get(path)?.imports.forEach(reach);
    };
    reach('main.tsx');
    expect(all.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });
});

describe('circles', () => {
  it('are found', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(circles(graph)).toEqual([['b', 'd', 'b']]);
  });

  it('are nowhere among the files', () => {
    const graph = new Map(all.map(({ path, imports }) => [path, imports]));
    expect(circles(graph).map((way) => way.join(' → '))).toEqual([]);
  });

  it('are nowhere among the domains, whose addresses alone may point both ways', () => {
    const graph = new Map(
      domains.map((domain) => {
        const own = all.filter(({ path }) => domainOf(path) === domain);
        const leansOn = own.flatMap(({ imports }) => imports).filter((to) => !to.endsWith('/paths.ts'));
        const others = leansOn.flatMap((to) => domainOf(to) ?? []).filter((other) => other !== domain);
        return [domain, [...new Set(others)]];
      }),
    );
    expect(circles(graph).map((way) => way.join(' → '))).toEqual([]);
  });
});

describe.each(domains)('the domain %s', (domain) => {
  const at = (path: string) => existsSync(new URL(path, import.meta.url));

  it('is named as in functions/', () => {
    expect(at(`../../functions/${domain}/Cargo.toml`)).toBe(true);
  });

  it('has its addresses, and texts in both languages', () => {
    for (const file of ['paths.ts', 'texts/en.ts', 'texts/de.ts'])
      expect(at(`../src/domains/${domain}/${file}`), `src/domains/${domain}/${file}`).toBe(true);
  });
});
