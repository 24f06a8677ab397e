/** Phone numbers in what the company says of itself. */

export interface TextPart {
  text: string;
  /** What a phone dials, where the part is a number. */
  dials: string | null;
}

/** With their country code, as everybody can dial them: what stands behind a space and a bracket is no part of one. */
const number = /(\+\d(?:(?:[\s/.-]|\s?\(0\)\s?)?\d){6,})/;

export function withPhones(text: string): TextPart[] {
  return text.split(number).flatMap((part, index) => {
    if (part === '') return [];
    return [{ text: part, dials: index % 2 === 1 ? `+${part.replaceAll(/\(0\)|\D/g, '')}` : null }];
  });
}
