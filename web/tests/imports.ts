/** Who imports whom in `src`: static, dynamic and type imports alike, read from the source text. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src/', import.meta.url));

export interface Source {
  /** From `src`, such as `ui/Button.tsx`. */
  path: string;
  text: string;
  /** Paths from `src` of the files it imports. */
  imports: readonly string[];
}

const specifier = /(?:\bfrom|\bimport|\bimport\s*\(|\bdeclare module)\s*(['"`])(\.{1,2}\/[^'"`]*)\1/g;

export function importsIn(text: string): string[] {
  return [...text.matchAll(specifier)].map(([, , path = '']) => path);
}

function resolved(from: string, path: string): string {
  const target = resolve(src, dirname(from), path);
  const file = ['', '.ts', '.tsx', '.d.ts']
    .map((end) => target + end)
    .find((each) => /\.\w+$/.test(each) && existsSync(each));
  if (!file) throw new Error(`src/${from} imports ${path}, which is no file.`);
  return relative(src, file);
}

/** Every source file but style sheets, which import nothing. */
export function sources(): Source[] {
  const files = readdirSync(src, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => relative(src, join(entry.parentPath, entry.name)))
    .filter((path) => !path.endsWith('.css'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(src, path), 'utf8');
      return { path, text, imports: importsIn(text).map((each) => resolved(path, each)) };
    });
}

/** The domain that a file belongs to. */
export function domainOf(path: string): string | undefined {
  return /^domains\/([^/]+)\//.exec(path)?.[1];
}

/** The arrows of each circle that can be found by following `imports`, as the names along it. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (node: string, way: string[]) => {
    const at = way.indexOf(node);
    if (at >= 0) return void found.push([...way.slice(at), node]);
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return found;
}
