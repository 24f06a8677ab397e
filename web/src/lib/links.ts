/** Web addresses in what people write. Loaded with the first text that seems to have one. */

import { LinkifyIt } from 'linkify-it';

export interface Link {
  start: number;
  end: number;
  href: string;
  /** As it was written, but for a host that could be taken for another one. */
  shown: string;
}

const find = new LinkifyIt({ urlAuth: true, fuzzyEmail: false })
  .add('ftp:', null)
  .add('mailto:', null)
  .add('//', null)
  .add('www.', {
    validate: (text, afterIt, self) => {
      const address = `https://www.${text.slice(afterIt)}`;
      const length = self.testSchemaAt(address, 'https:', 'https:'.length) - '//www.'.length;
      return length > 0 && text.slice(afterIt, afterIt + length).includes('.') ? length : 0;
    },
    normalize: (match) => {
      match.url = `https://${match.raw}`;
    },
  });

export function linksIn(text: string): Link[] {
  return (find.match(text) ?? []).flatMap(({ index, lastIndex, raw, url }) => {
    if (!URL.canParse(url) || turnsText.test(raw) || namesSomebody(url, text.slice(lastIndex))) return [];
    return { start: index, end: lastIndex, href: url, shown: withPlainHost(raw, new URL(url).host) };
  });
}

/** What makes the text after it run the other way, so that the address reads as another one. */
const turnsText = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** `https://bank.example@elsewhere.example/` leads elsewhere; honest addresses name nobody. */
function namesSomebody(url: string, after: string): boolean {
  const [, authority = '', path = ''] = /^\w+:\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  return authority.includes('@') || (path === '' && /^[^\s/?#]*@/.test(after));
}

/** The letters of western and central Europe. In others, and in a few of these, a host can pass for another one. */
const familiar = /^[\p{ASCII}ß-öø-İĲ-ķĹ-ňŊ-ž]*$/u;

function withPlainHost(raw: string, plain: string): string {
  const [, scheme = '', host = '', rest = ''] = /^(\w+:\/\/)?([^/?#]*)(.*)$/s.exec(raw) ?? [];
  return familiar.test(host.toLowerCase()) ? raw : scheme + plain + rest;
}
