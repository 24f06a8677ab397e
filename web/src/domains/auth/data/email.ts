/** E-mail addresses, as the API takes them: in ASCII, as mail is delivered. */

/**
 * What the HTML Standard (§4.10.5.1.5) takes for an address, as long as RFC 5321 (§4.5.3.1) allows. A domain without a
 * dot, which the API takes, is a slip when a person types it.
 */
const address =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;
const longest = 254;

/** The address without blanks around it; `müller.de` becomes `xn--mller-kva.de`, as in a browser's address bar. */
export function emailOf(typed: string): string {
  const text = typed.trim();
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
