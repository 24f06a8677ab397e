/** The pages of tickets for customers and for the team, and the ways to them. */

import { Route } from 'preact-iso';
import type { Me, Membership } from '../../api/types';
import type { Translator } from '../../lib/i18n';
import { mayAsStaff, useMe, useMembership } from '../../lib/person';
import { lazyPage } from '../../ui/lazy-page';
import { NotFound } from '../../ui/NotFound';
import type { Destination } from '../../ui/Shell';
import { TicketList } from './pages/TicketList';
import { TicketThread } from './pages/TicketThread';
import { ticketPaths, ticketPatterns } from './paths';
import { later } from './texts/later';

const NewTicket = lazyPage(() => import('./pages/NewTicket').then((module) => module.NewTicket), later);
const StaffPages = lazyPage(() => import('./pages/StaffPages').then((module) => module.StaffPages), later);

export const ticketRoutes = [
  <Route key={ticketPatterns.tickets} path={ticketPatterns.tickets} component={ListRoute} />,
  <Route key={ticketPatterns.newTicket} path={ticketPatterns.newTicket} component={NewRoute} />,
  <Route key={ticketPatterns.ticket} path={ticketPatterns.ticket} component={TicketRoute} />,
  ...[
    ticketPatterns.staffQueue,
    ticketPatterns.staffTicket,
    ticketPatterns.canned,
    ticketPatterns.policy,
  ].map((path) => <Route key={path} path={path} component={StaffRoute} />),
];

export function ticketDestinations(
  me: Me,
  membership: Membership | undefined,
  path: string,
  t: Translator,
): Destination[] {
  const destinations: Destination[] = [];
  if (membership) {
    const list = ticketPaths.tickets(membership.account.id);
    const asking = ticketPaths.newTicket(membership.account.id);
    if (membership.may.includes('tickets.list_tickets')) {
      const current = path.startsWith(list) && path !== asking;
      destinations.push({ href: list, icon: 'bubble', label: t('tickets.nav'), current });
    }
    if (membership.may.includes('tickets.open_ticket'))
      destinations.push({ href: asking, icon: 'plus', label: t('new.nav'), current: path === asking });
  }
  if (mayAsStaff(me, 'tickets.list_queue')) {
    const current = /^\/staff\/.*tickets/.test(path);
    destinations.push({
      href: ticketPaths.staffQueue(),
      icon: 'tray',
      label: t('tickets.nav_queue'),
      current,
    });
  }
  return destinations;
}

interface Params {
  accountId?: string;
  ticketId?: string;
}

function ListRoute({ accountId }: Params) {
  const membership = useMembership(accountId);
  return membership?.may.includes('tickets.list_tickets') ? (
    <TicketList membership={membership} />
  ) : (
    <NotFound />
  );
}

function NewRoute({ accountId }: Params) {
  const membership = useMembership(accountId);
  return membership ? <NewTicket membership={membership} /> : <NotFound />;
}

function TicketRoute({ accountId, ticketId = '' }: Params) {
  const membership = useMembership(accountId);
  return membership ? <TicketThread membership={membership} ticketId={ticketId} /> : <NotFound />;
}

function StaffRoute(params: Params) {
  return useMe().staff ? <StaffPages {...params} /> : <NotFound />;
}
