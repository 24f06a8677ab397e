/** E-mail addresses, as the API takes them: in ASCII, as mail is delivered. */

import { cleanWord } from '../../../lib/text';

/** A dot-string at a domain of at least two labels, as long as RFC 5321 (§4.1.2, §4.5.3.1) allows. */
const address =
  /^(?![^@]{65})[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;
const longest = 254;

/** The address without what was copied with it: `mailto:`, a name before angle brackets, what ends a list or a sentence. */
export function bareEmail(typed: string): string {
  const text = cleanWord(typed)
    .replace(/[,;.]$/, '')
    .trim();
  const [, inBrackets] = /^[^@<>]*<([^<>]*)>$/.exec(text) ?? [];
  return (inBrackets ?? text).trim().replace(/^mailto:\s*/i, '');
}

/** That address; `müller.de` becomes `xn--mller-kva.de`, as in a browser's address bar. */
export function emailOf(typed: string): string {
  const text = bareEmail(typed);
  const [, before, domain = ''] = /^(.*@)([\p{L}\p{M}\p{N}.-]+)$/u.exec(text) ?? [];
  const host = `https://${domain}`;
  return before && /\P{ASCII}/u.test(domain) && URL.canParse(host) ? before + new URL(host).hostname : text;
}

/** What is wrong with an address, in the catalogues' words; whether there is such a mailbox, the mail will tell. */
export function emailFlaw(typed: string): 'email.letters' | 'email.invalid' | null {
  const email = emailOf(typed);
  if (email.length <= longest && address.test(email)) return null;
  return /\P{ASCII}.*@[^@]+\.[^@]+$/u.test(email) ? 'email.letters' : 'email.invalid';
}
