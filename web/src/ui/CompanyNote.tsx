/** What the company says at the end of every page: how to reach it, and what it has to publish. */

import { type Brand, useBrand } from '../lib/brand';
import { useText } from '../lib/i18n';
import { withPhones } from '../lib/phones';

const published = ['imprint', 'privacy', 'terms'] as const satisfies readonly (keyof Brand['links'])[];

export function SupportNote() {
  const { language } = useText();
  const note = useBrand().supportNote[language];
  if (!note) return null;
  return (
    <p>
      {withPhones(note).map(({ text, dials }) =>
        dials ? (
          <a key={text} class="phone" href={`tel:${dials}`} dir="ltr">
            {text}
          </a>
        ) : (
          <span key={text}>{text}</span>
        ),
      )}
    </p>
  );
}

/** In a tab of its own: nothing that is being typed is left. */
export function LegalLinks() {
  const t = useText();
  const { links } = useBrand();
  const given = published.flatMap((name) => (links[name] ? [{ name, href: links[name] }] : []));
  if (given.length === 0) return null;
  return (
    <ul class="legal">
      {given.map(({ name, href }) => (
        <li key={name}>
          <a href={href} target="_blank" rel="noopener">
            {t(`legal.${name}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}
