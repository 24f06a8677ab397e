/** Whether a typed signature is the name of whoever is signed in. */

/** Marks of Latin, Greek and Cyrillic letters, points of Hebrew, and vowel signs of Arabic. */
const diacritics = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/g;
/** Letters that are drawn with a mark and do not come apart. */
const struck: Readonly<Record<string, string>> = {
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Æ: 'AE',
  Œ: 'OE',
};

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .toUpperCase()
    .normalize('NFKD')
    .replace(diacritics, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .replace(/[ØŁĐÐÞÆŒ]/g, (letter) => struck[letter] ?? letter);
}

/** Case, diacritics, punctuation and spaces make no difference. */
export function isSameName(typed: string, name: string): boolean {
  return folded(typed) === folded(name);
}
