/** A typed signature that is compared with the name of whoever is signed in. */

import { describe, expect, it } from 'vitest';
import { isSameName } from '../../src/domains/documents/data/signature';

describe('a typed name', () => {
  it.each([
    ['Anna Brückner', 'Anna Brückner'],
    ['anna  BRUCKNER', 'Anna Brückner'],
    ['Anna Bru\u0308ckner', 'Anna Brückner'],
    ['Dr. Anna-Maria Brückner', 'Dr Anna Maria Brückner'],
    ['Sean O’Neill', "Sean O'Neill"],
    ['STRASSER', 'Straßer'],
    ['Soren Lodz', 'Søren Łódź'],
    ['ΓΙΩΡΓΟΣ', 'Γιώργος'],
    ['Ａｎｎａ', 'Anna'],
    ['שלום', 'שָׁלוֹם'],
  ])('%j is the same as %j', (typed, name) => expect(isSameName(typed, name)).toBe(true));

  it.each([
    ['Anna', 'Anna Brückner'],
    ['Anne Brückner', 'Anna Brückner'],
    ['Brückner Anna', 'Anna Brückner'],
    ['かき', 'がき'],
    ['!', 'Anna Brückner'],
  ])('%j is another than %j', (typed, name) => expect(isSameName(typed, name)).toBe(false));
});
