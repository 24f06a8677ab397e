/** An amount of money as people type it, and its value as the API takes it: a decimal number with two places, `1234.50`. */

import type { Formatter } from '../../../lib/format';

/** What stands before the cents, where the person reads numbers. */
export function decimalSign(format: Pick<Formatter, 'number'>): string {
  return format.number(1.5).replace(/\d/g, '') || '.';
}

export function typedAmount(value: string, decimal: string): string {
  return value.replace('.', decimal);
}

const mostDigits = 12;

/**
 * Null where it is no amount of at most two places. Thousands may be divided by any sign but the decimal one, each three
 * digits by the same. So `1234.50` is refused where the decimal sign is a comma, and not read as 123450.
 */
export function amountValue(typed: string, decimal: string): string | null {
  const text = typed.trim().replace(/[\u00a0\u2009\u202f]/g, ' ');
  const minus = /^[-\u2010-\u2015\u2212]/.test(text) ? '-' : '';
  const [whole = '', cents = '0', ...more] = text.slice(minus.length).split(decimal);
  const isWhole = /^\d+$/.test(whole) || /^\d{1,3}([ .,'\u2019])\d{3}(?:\1\d{3})*$/.test(whole);
  if (!isWhole || !/^\d{1,2}$/.test(cents) || more.length > 0) return null;
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return digits.length > mostDigits ? null : `${minus}${digits}.${cents.padEnd(2, '0')}`;
}
