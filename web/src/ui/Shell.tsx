/** What surrounds every page of a signed-in person. */

import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import type { Membership } from '../api/types';
import { AccountSwitch } from '../domains/accounts/pages/AccountSwitch';
import { PersonMenu } from '../domains/accounts/pages/PersonMenu';
import { useBrand } from '../lib/brand';
import { useText } from '../lib/i18n';
import { paths } from '../lib/paths';
import { mayAsStaff, useMe } from '../lib/person';
import { Flash } from './Flash';
import { Icon, type IconName } from './Icon';
import { LiveRegion } from './LiveRegion';

interface Destination {
  href: string;
  icon: IconName;
  label: string;
  current: boolean;
}

/** `membership`: the account the navigation is about; it stays while staff pages are open. */
export function Shell({
  membership,
  children,
}: {
  membership: Membership | undefined;
  children: ComponentChildren;
}) {
  const t = useText();
  const me = useMe();
  const brand = useBrand();
  const { path } = useLocation();

  const destinations: Destination[] = [];
  if (membership) {
    const { id } = membership.account;
    const go = (href: string, icon: IconName, label: string, current = path === href) =>
      destinations.push({ href, icon, label, current });
    go(paths.home(id), 'home', t('shell.home'));
    const newTicket = paths.newTicket(id);
    if (membership.may.includes('tickets.list_tickets')) {
      const tickets = paths.tickets(id);
      go(tickets, 'tickets', t('shell.tickets'), path.startsWith(tickets) && path !== newTicket);
    }
    if (membership.may.includes('tickets.open_ticket')) go(newTicket, 'plus', t('shell.new_ticket'));
  }
  if (mayAsStaff(me, 'tickets.list_queue')) {
    const current = path.startsWith('/staff');
    destinations.push({ href: paths.staffQueue(), icon: 'queue', label: t('shell.queue'), current });
  }

  const note = brand.supportNote[t.language];
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="bar">
        <div class="bar-top">
          <img src={brand.logo} alt="" width="36" height="36" />
          <div class="brand-text">
            <a class="brand-name" href={paths.root()}>
              {brand.name}
            </a>
            <AccountSwitch current={membership} />
          </div>
        </div>
        <nav class="nav" aria-label={t('shell.nav')}>
          <ul>
            {destinations.map(({ href, icon, label, current }) => (
              <li key={href}>
                <a href={href} aria-current={current ? 'page' : undefined}>
                  <Icon name={icon} />
                  <span>{label}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <PersonMenu />
      </header>
      <main id="main" tabIndex={-1}>
        <Flash />
        {children}
      </main>
      {note && <footer class="support">{note}</footer>}
      <LiveRegion />
    </div>
  );
}
