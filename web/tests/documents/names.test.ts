/** Which files are taken: the same as in `functions/documents/src/files/content.rs`. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endingOf, nameFlaw, refusalOf, refusedBecause } from '../../src/domains/documents/data/names';
import { sizeText } from '../../src/domains/documents/data/words';
import { formatter } from '../../src/lib/format';
import { translatorOf } from '../all-texts';

const rules = readFileSync(
  new URL('../../../functions/documents/src/files/content.rs', import.meta.url),
  'utf8',
);
const file = (name: string, size = 1) => ({ name, size });

describe('a file', () => {
  it('is taken by its ending as the API takes it', () => {
    const [, types = ''] = /const TYPES[^=]*= &\[([\s\S]*?)\n\];/.exec(rules) ?? [];
    const endings = [...types.matchAll(/\("(\w+)",/g)].map(([, ending]) => ending);
    expect(endings.length).toBeGreaterThan(20);
    for (const ending of endings) expect(refusalOf(file(`a.${ending}`)), ending).toBeNull();
  });

  it.each([
    [file('a.pdf', 0), 'refused.empty'],
    [file('a.pdf', 262_144_000), null],
    [file('a.pdf', 262_144_001), 'refused.too_large'],
    [file('drawing.SVG'), 'refused.svg'],
    [file('page.html'), 'refused.runs'],
    [file('README'), 'refused.no_type'],
    [file('film.mp4'), 'refused.type'],
    [file('.pdf'), 'refused.name'],
    [file(`${'x'.repeat(197)}.pdf`), 'refused.name'],
  ])('%j: %s', (given, refusal) => expect(refusalOf(given)).toBe(refusal));

  it('keeps the ending of its name', () => {
    expect(endingOf('a.tar.GZ')).toBe('gz');
    expect(nameFlaw('b.PDF', 'pdf')).toBeNull();
    expect(nameFlaw('b.txt', 'pdf')).toBe('file.ending_stays');
    expect(nameFlaw('b', 'pdf')).toBe('file.ending_stays');
    expect(nameFlaw('a/b.pdf', 'pdf')).toBe('file.name_wrong');
    expect(nameFlaw(' \u2800', 'pdf')).toBe('field.required');
  });

  it('has its size in the unit that says most', () => {
    const [t, format] = [translatorOf('en'), formatter('en-GB', 'UTC')];
    const shown = [12, 1000, 1536, 10_485_760, 262_144_000].map((bytes) => sizeText(bytes, t, format));
    expect(shown).toEqual(['12 bytes', '1 KB', '1.5 KB', '10 MB', '250 MB']);
  });
});

describe('a refusal of the API', () => {
  it('is told apart by what it says', () => {
    expect(rules).toContain('The content is not what the name says');
    expect(rules).toContain('The file is two things at once');
    expect(refusedBecause('The content is not what the name says (image/png).')).toBe('refused.content');
    expect(refusedBecause('The file is two things at once: something else is hidden in it.')).toBe(
      'refused.two',
    );
    expect(refusedBecause('A file keeps 100 versions, and this one has them.')).toBe('refused.versions');
    expect(refusedBecause()).toBe('refused.other');
  });
});
