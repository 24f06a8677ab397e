/** A list of the start page: things of any module, each with the way to it. */

import '../styles/home.css';
import { openRow } from '../../../ui/open-row';
import { RelativeTime } from '../../../ui/Time';
import { documentLinks } from '../../documents/paths';
import { ticketPaths } from '../../tickets/paths';
import type { HomeItem, HomeKind } from '../data/types';

interface Props {
  items: readonly HomeItem[];
  accountId: string;
  /** The heading of the list. */
  labelledBy: string;
  /** Worth saying where people see each other's things. */
  showPerson: boolean;
}

/** Complete by its type: a new kind of the contract does not compile without a way to it. */
const pathOf = {
  ticket_answered: ticketPaths.ticket,
  ticket_with_us: ticketPaths.ticket,
  files_asked: documentLinks.requests,
  signature_asked: documentLinks.file,
} as const satisfies Readonly<Record<HomeKind, (accountId: string, id: string) => string>>;

export function HomeItems({ items, accountId, labelledBy, showPerson }: Props) {
  return (
    <ul class="home-items" aria-labelledby={labelledBy}>
      {items.map(({ kind, id, title, reference, of, since }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the link in it is what keys open.
        <li key={id} onClick={openRow}>
          <span class="home-title">
            <a href={pathOf[kind](accountId, id)} dir="auto" title={title} draggable={false}>
              {title}
            </a>
            <span class="home-below">
              <code translate={false}>{reference}</code>
              {showPerson && <bdi title={of.name}>{of.name}</bdi>}
            </span>
          </span>
          <RelativeTime at={since} />
        </li>
      ))}
    </ul>
  );
}
