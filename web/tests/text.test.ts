import { describe, expect, it } from 'vitest';
import { lengthOf, singleLine, withoutControlCharacters } from '../src/lib/text';

describe('text', () => {
  it('is counted as the API counts', () => {
    expect(lengthOf('a🔧ü')).toBe(3);
    expect(lengthOf('')).toBe(0);
  });

  it('loses what could not be sent, and nothing else', () => {
    expect(withoutControlCharacters('a\u0000b\r\nc\td\u200d🔧\u0085')).toBe('ab\nc\td\u200d🔧');
  });

  it('becomes one line where there is room for one', () => {
    expect(singleLine('Anna\r\nBrückner\t\u0007')).toBe('Anna Brückner ');
  });
});
