/** What people write, measured and cleaned as the API does it: in Unicode scalar values. */

export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Lone surrogates and control characters would be refused; pasted text brings them along unseen. */
export function withoutControlCharacters(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this removes
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** For what is a single line: pasted line breaks and tabs become spaces. */
export function singleLine(text: string): string {
  return withoutControlCharacters(text).replace(/[\n\t]/g, ' ');
}
