/** Whom somebody invites, out of what people paste and what spreadsheets save. */

import { describe, expect, it } from 'vitest';
import { decoded, delimiterIn, leftOver, roleOf, rowsIn } from '../../src/domains/accounts/data/invite-rows';

const brief = (text: string) =>
  rowsIn(text, 'member').map(({ number, email, role, flaw }) => [number, email, role, flaw]);

describe('addresses', () => {
  it('are read one a line, several in one, and as mail programs copy them', () => {
    expect(brief('lea@vogt.example\n\n  tom@vogt.example  \n')).toEqual([
      [1, 'lea@vogt.example', 'member', null],
      [3, 'tom@vogt.example', 'member', null],
    ]);
    expect(brief('lea@vogt.example, tom@vogt.example').map(([, email]) => email)).toEqual([
      'lea@vogt.example',
      'tom@vogt.example',
    ]);
    expect(brief('Lea Vogt <lea@vogt.example>; Tom <tom@vogt.example>').map(([, email]) => email)).toEqual([
      'lea@vogt.example',
      'tom@vogt.example',
    ]);
  });

  it('that are none, or come twice, are marked at their row', () => {
    expect(brief('lea@vogt.example\nlea(at)vogt.example\nLEA@vogt.example')).toEqual([
      [1, 'lea@vogt.example', 'member', null],
      [2, 'lea(at)vogt.example', 'member', 'address'],
      [3, 'LEA@vogt.example', 'member', 'twice'],
    ]);
  });
});

describe('tables', () => {
  it.each([',', ';', '\t'])('divided by %j, with a head in either language', (sign) => {
    const table = (lines: string[][]) => lines.map((cells) => cells.join(sign)).join('\r\n');
    expect(
      brief(
        table([
          ['Name', 'E-Mail', 'Rolle'],
          ['Lea', 'lea@vogt.example', 'Finanzen'],
          ['Tom', 'tom@vogt.example', ''],
          ['Ada', 'ada@vogt.example', 'Chefin'],
        ]),
      ),
    ).toEqual([
      [2, 'lea@vogt.example', 'finance', null],
      [3, 'tom@vogt.example', 'member', null],
      [4, 'ada@vogt.example', 'member', 'role'],
    ]);
  });

  it('without a head have their role where a cell says one', () => {
    expect(brief('lea@vogt.example;Viewer\nInhaberin;tom@vogt.example')).toEqual([
      [1, 'lea@vogt.example', 'viewer', null],
      [2, 'tom@vogt.example', 'owner', null],
    ]);
  });

  it('may have names with commas', () => {
    expect(brief('email;name\nlea@vogt.example;Vogt, Lea')).toEqual([
      [2, 'lea@vogt.example', 'member', null],
    ]);
    expect(brief('"Vogt, Lea",lea@vogt.example')).toEqual([[1, 'lea@vogt.example', 'member', null]]);
    expect(delimiterIn('a, b\nc, d')).toBe(',');
  });

  it('leave what is wrong to be mended', () => {
    expect(leftOver(rowsIn('lea@vogt.example\nnobody\ntom@vogt', 'member'))).toBe('nobody\ntom@vogt');
  });
});

describe('files', () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  it('are read as UTF-8, with and without its mark, or as Windows writes them', () => {
    expect(decoded(new TextEncoder().encode('Jürgen'))).toBe('Jürgen');
    expect(decoded(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
    expect(decoded(bytes(0x4a, 0xfc, 0x72, 0x67))).toBe('Jürg');
    expect(decoded(bytes(0xff, 0xfe, 0x61, 0x00, 0xfc, 0x00))).toBe('aü');
  });
});

it('roles have names in both languages', () => {
  expect(['Owner', 'VERWALTUNG', ' Nur lesen ', 'Mitglied', 'Boss'].map(roleOf)).toEqual([
    'owner',
    'admin',
    'viewer',
    'member',
    null,
  ]);
});
