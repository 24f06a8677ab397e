/** The pages of tickets for the team: one part of the app, which customers never load. */

import { useLocation } from 'preact-iso';
import { mayAsStaff, useMe } from '../../../lib/person';
import { lazyPage } from '../../../ui/lazy-page';
import { NotFound } from '../../../ui/NotFound';
import { ticketPatterns } from '../paths';
import { later } from '../texts/later';
import { StaffQueue } from './StaffQueue';
import { StaffTicket } from './StaffTicket';

const CannedReplies = lazyPage(() => import('./CannedReplies').then((module) => module.CannedReplies), later);
const ServicePolicy = lazyPage(() => import('./ServicePolicy').then((module) => module.ServicePolicy), later);

export interface StaffPagesProps {
  accountId?: string;
  ticketId?: string;
}

export function StaffPages({ accountId, ticketId }: StaffPagesProps) {
  const me = useMe();
  const { path } = useLocation();
  if (accountId && ticketId) return <StaffTicket accountId={accountId} ticketId={ticketId} />;
  if (path === ticketPatterns.canned && mayAsStaff(me, 'tickets.list_canned_replies'))
    return <CannedReplies />;
  if (path === ticketPatterns.policy && mayAsStaff(me, 'tickets.get_policy')) return <ServicePolicy />;
  if (path === ticketPatterns.staffQueue && mayAsStaff(me, 'tickets.list_queue')) return <StaffQueue />;
  return <NotFound />;
}
