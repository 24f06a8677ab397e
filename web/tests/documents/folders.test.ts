import { describe, expect, it } from 'vitest';
import {
  allFolders,
  cleanFolder,
  crumbsOf,
  folderFlaw,
  foldersIn,
} from '../../src/domains/documents/data/folders';

const paths = ['Contracts/2026/Signed', 'Drawings', 'Contracts 2', 'Drawings/Old'];
const names = (folder: string) => foldersIn(paths, folder).map(({ name }) => name);

describe('the folders', () => {
  it('include those that hold no file themselves', () => {
    expect(allFolders(paths)).toEqual([
      'Contracts',
      'Contracts 2',
      'Contracts/2026',
      'Contracts/2026/Signed',
      'Drawings',
      'Drawings/Old',
    ]);
  });

  it('lie in each other, by whole names', () => {
    expect(names('')).toEqual(['Contracts', 'Contracts 2', 'Drawings']);
    expect(names('Contracts')).toEqual(['2026']);
    expect(foldersIn(paths, 'Contracts/2026')).toEqual([{ name: 'Signed', path: 'Contracts/2026/Signed' }]);
    expect(names('Contracts 2')).toEqual([]);
  });

  it('have a way to each around them', () => {
    expect(crumbsOf('')).toEqual([]);
    expect(crumbsOf('A/B')).toEqual([
      { name: 'A', path: 'A' },
      { name: 'B', path: 'A/B' },
    ]);
  });
});

describe('a typed folder', () => {
  it.each([
    ['  Contracts / 2026 ', 'Contracts/2026'],
    ['/Contracts//', 'Contracts'],
    [' ', ''],
  ])('%j is sent as %j', (typed, sent) => expect(cleanFolder(typed)).toBe(sent));

  it.each([
    ['', null],
    ['A/B/C/D/E/F', null],
    ['A/B/C/D/E/F/G', 'folder.too_deep'],
    ['.hidden', 'folder.wrong'],
    ['A/..', 'folder.wrong'],
    ['A\\B', 'folder.wrong'],
    ['x'.repeat(121), 'folder.too_long'],
  ])('%j: %s', (folder, flaw) => expect(folderFlaw(folder)).toBe(flaw));
});
