/** Folders, which are nothing but the paths of the files in them: `Contracts/2026`. */

import { cleanLine, lengthOf } from '../../../lib/text';
import { limits } from './limits';

export interface Folder {
  name: string;
  path: string;
}

/** With the folders around each, which the list leaves out where they hold no file themselves. */
export function allFolders(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) for (const { path: around } of crumbsOf(path)) found.add(around);
  return [...found].sort((one, other) => one.localeCompare(other));
}

/** Those that lie in a folder itself; at the top, where its path is empty. */
export function foldersIn(paths: readonly string[], folder: string): readonly Folder[] {
  const begin = folder ? `${folder}/` : '';
  return allFolders(paths).flatMap((path) => {
    const name = path.slice(begin.length);
    return path.startsWith(begin) && name && !name.includes('/') ? [{ name, path }] : [];
  });
}

/** The folder and those around it, the outermost first. */
export function crumbsOf(folder: string): readonly Folder[] {
  const names = folder.split('/').filter(Boolean);
  return names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }));
}

/** As it is sent: without spaces and slashes around the names. */
export function cleanFolder(typed: string): string {
  const names = cleanLine(typed).split('/');
  return names
    .map((name) => name.trim())
    .filter(Boolean)
    .join('/');
}

export type FolderFlaw = 'folder.too_long' | 'folder.too_deep' | 'folder.wrong';

/** What is wrong with a cleaned path; the top, which is empty, is never wrong. */
export function folderFlaw(folder: string): FolderFlaw | null {
  const names = folder.split('/');
  if (names.some((name) => name.startsWith('.') || name.includes('\\'))) return 'folder.wrong';
  if (names.length > limits.levels) return 'folder.too_deep';
  return lengthOf(folder) > limits.folder ? 'folder.too_long' : null;
}
