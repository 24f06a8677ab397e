/**
 * What people write, measured and cleaned as the API does it (`shared/src/input/text/clean.rs`). It is cleaned when it is
 * sent, not while it is typed: what an input method is still composing must be left alone.
 */

/** In Unicode scalar values. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The other half of an emoji is missing. */
const halves = /\p{Surrogate}/gu;
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const spaces = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the API refuses them, and nobody sees them
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Show nothing and are in no word: soft hyphens, zero-width spaces, marks of direction, anchors of annotations. */
const unseen =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{1d173}-\u{1d17a}]/gu;
/** Letters that show nothing; after a black flag, they say whose it is. */
const hiddenLetters = /[\u{e0000}-\u{e001f}]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0020}-\u{e007f}]/gu;
/** Joiners belong between letters that are joined, and in emoji; those come after Latin, Greek and Cyrillic. */
const strayJoiners =
  /(?<![\u0590-\u1fff\u2070-\u{10ffff}])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1fff\u2070-\u{10ffff}])/gu;
/** Ideographs that composing would draw in another way. */
const otherIdeograph = /[\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u;

/** In NFC, but for those and for letters that it would take apart. */
function composed(text: string): string {
  if (text.normalize('NFC') === text) return text;
  let [whole, part] = ['', ''];
  for (const character of text) {
    if (otherIdeograph.test(character) || lengthOf(character.normalize('NFC')) > 1) {
      whole += part.normalize('NFC') + character;
      part = '';
    } else {
      part += character;
    }
  }
  return whole + part.normalize('NFC');
}

function cleaned(typed: string): string {
  const text = composed(
    typed
      .replace(lineEnds, '\n')
      .replace(spaces, ' ')
      .replace(controls, '')
      .replace(unseen, '')
      .replace(hiddenLetters, '')
      .replace(strayJoiners, ''),
  );
  return text === typed ? text : cleaned(text);
}

/** Several lines: the first one that has something keeps its indentation. */
export function cleanProse(typed: string): string {
  return cleaned(typed.replace(halves, '\ufffd'))
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
}

/** One line: a line end within is a space. */
export function cleanLine(typed: string): string {
  return cleanProse(typed)
    .replace(/[\n\t]/g, ' ')
    .trim();
}

/** What machines read: without what cannot be seen, joiners included. */
export function cleanWord(typed: string): string {
  return typed
    .replace(unseen, '')
    .replace(/[\u200c\u200d]/g, '')
    .trim();
}

/** Without fillers, which fill a field and show nothing. */
const fillers = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800\ufff9-\ufffb\ufffe\uffff\u{1d159}]/gu;

/** Whether there is anything to be seen in it. */
export function isBlank(text: string): boolean {
  return text.replace(fillers, '') === '';
}
