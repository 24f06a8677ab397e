import { describe, expect, it } from 'vitest';
import { caretInGroups, digitsOf, inFours, inGroups } from '../src/lib/digits';

describe('a code', () => {
  it.each([
    ['12345678', '12345678'],
    ['1234 5678', '12345678'],
    [' 1234-5678\n', '12345678'],
    ['1234\u00a05678', '12345678'],
    ['１２３４ ５６７８', '12345678'],
    ['Your code: 1234 5678. Good for 30 minutes.', '12345678'],
    ['no digits', ''],
  ])('is found in %j', (pasted, digits) => {
    expect(digitsOf(pasted, 8)).toBe(digits);
  });

  it('is shown in two groups', () => {
    expect(inGroups('1234', 8)).toBe('1234');
    expect(inGroups('12345', 8)).toBe('1234 5');
    expect(inGroups('12345678', 8)).toBe('1234 5678');
    expect(inGroups('123456', 6)).toBe('123 456');
  });

  it('keeps the caret beside its digit', () => {
    // Typed at the end.
    expect(caretInGroups('12345', 5, 8)).toBe(6);
    // A digit inserted after "12".
    expect(caretInGroups('1293 4567', 3, 8)).toBe(3);
    // The space was deleted: the caret stands before it, and the next backspace takes a digit.
    expect(caretInGroups('12345678', 4, 8)).toBe(4);
    expect(caretInGroups('Code: 1234 5678', 15, 8)).toBe(9);
  });
});

it('a key is read in fours', () => {
  expect(inFours('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
  expect(inFours('ABCDEFGH')).toBe('ABCD EFGH');
});
