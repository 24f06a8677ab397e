/** What waits for the signature of the person, each with the way to its page. */

import '../styles/to-sign.css';
import { useText } from '../../../lib/i18n';
import { ButtonLink } from '../../../ui/Button';
import { openRow } from '../../../ui/open-row';
import { RelativeTime } from '../../../ui/Time';
import { documentLinks } from '../../documents/paths';
import type { HomeItem } from '../data/types';

interface Props {
  items: readonly HomeItem[];
  accountId: string;
}

export function SignaturesAsked({ items, accountId }: Props) {
  const t = useText();
  return (
    <section class="panel" aria-labelledby="to-sign">
      <h2 id="to-sign">{t('home.sign_title')}</h2>
      <ul class="home-items to-sign" aria-labelledby="to-sign">
        {items.map(({ id, title, reference, since }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the link in it is what keys open.
          <li key={id} onClick={openRow}>
            <span class="home-title">
              <strong dir="auto" title={title}>
                {t('home.sign_named', { title })}
              </strong>
              <span class="home-below">
                <code translate={false}>{reference}</code>
                <RelativeTime at={since} />
              </span>
            </span>
            <ButtonLink href={documentLinks.file(accountId, id)} look="primary">
              {t('home.sign')}
              <span class="visually-hidden">{`: ${title}`}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
