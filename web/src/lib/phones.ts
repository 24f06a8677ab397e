/** Phone numbers in what the company says of itself. */

export interface TextPart {
  text: string;
  /** What a phone dials, where the part is a number. */
  dials: string | null;
}

/** With their country code, as everybody can dial them. */
const number = /(\+\d[\d\s()/.-]{5,}\d)/;

export function withPhones(text: string): TextPart[] {
  return text.split(number).flatMap((part, index) => {
    if (part === '') return [];
    return [{ text: part, dials: index % 2 === 1 ? `+${part.replaceAll(/\(0\)|\D/g, '')}` : null }];
  });
}
