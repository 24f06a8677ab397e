/** Codes as people type, paste and read them: digits in two groups. */

/** The first digits of whatever was typed or pasted; full-width ones count as well. */
export function digitsOf(text: string, most: number): string {
  return text.normalize('NFKC').replace(/\D/g, '').slice(0, most);
}

/** "1234 5678", the second group as soon as there is something in it. */
export function inGroups(digits: string, most: number): string {
  const half = Math.ceil(most / 2);
  return digits.length > half ? `${digits.slice(0, half)} ${digits.slice(half)}` : digits;
}

/** Where the caret belongs in the grouped text, so that it stays beside the digit it was beside. */
export function caretInGroups(text: string, caret: number, most: number): number {
  const before = digitsOf(text.slice(0, caret), most).length;
  return inGroups('0'.repeat(before), most).length;
}

/** Long keys in groups of four, for reading them over. */
export function inFours(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ');
}
