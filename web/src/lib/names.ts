/** What a person is called, and by which letters they are known. */

/** Written before a name, with or without a dot. */
const title =
  /^(?:dr|prof|professor|doktor|mr|mrs|ms|mx|miss|sir|dame|herr|frau|hr|fr|ing|dipl|mag|team)\.?$/i;
const nameWord = /^\p{Script=Latin}[\p{Script=Latin}\p{M}’'-]+$/u;

/** The first name where there is no doubt which it is: of two words, neither of which is a title. Else the whole name. */
export function firstName(name: string): string {
  const words = name.trim().split(/\s+/);
  const clear = words.length === 2 && words.every((word) => nameWord.test(word) && !title.test(word));
  return clear ? (words[0] ?? name) : name;
}

/** The first letters of the first and the last word; neither of titles nor of what stands in brackets. */
export function initials(name: string): string {
  const words = name
    .replace(/\([^)]*\)?|\[[^\]]*\]?/g, ' ')
    .split(/[\s,]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word) && !title.test(word) && !/^\p{L}{2}.*\.$/u.test(word));
  const [first = [...name.trim()][0] ?? '', last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
