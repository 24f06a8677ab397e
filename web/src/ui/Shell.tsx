/** What surrounds every page of a signed-in person. What it leads to and who it is for is handed in. */

import type { ComponentChildren } from 'preact';
import { useBrand } from '../lib/brand';
import { useText } from '../lib/i18n';
import { root } from '../lib/paths';
import { LegalLinks, SupportNote } from './CompanyNote';
import { Flash } from './Flash';
import { Icon, type IconName } from './Icon';
import { LiveRegion } from './LiveRegion';

export interface Destination {
  href: string;
  icon: IconName;
  label: string;
  current: boolean;
}

interface Props {
  destinations: readonly Destination[];
  /** Stands below the company's name. */
  account: ComponentChildren;
  /** The person's own corner. */
  menu: ComponentChildren;
  /** This address leads on by itself. */
  passing: boolean;
  children: ComponentChildren;
}

export function Shell({ destinations, account, menu, passing, children }: Props) {
  const t = useText();
  const brand = useBrand();
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="bar">
        <div class="bar-top">
          <img src={brand.logo} alt="" width="36" height="36" />
          <div class="brand-text">
            <a class="brand-name" href={root} translate={false}>
              {brand.name}
            </a>
            {account}
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
        {menu}
      </header>
      <main id="main" tabIndex={-1}>
        <Flash passing={passing} />
        {children}
      </main>
      <footer class="support">
        <SupportNote />
        <LegalLinks />
      </footer>
      <LiveRegion />
    </div>
  );
}
