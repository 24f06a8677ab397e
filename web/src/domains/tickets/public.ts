/**
 * What other domains use of tickets: whether an account has any, what was lately seen of them, and a customer's open ones for
 * the team. All else of this domain is its own.
 */

import { lazyPage } from '../../ui/lazy-page';
import { later } from './texts/later';

export { justOpened, newerThan, noticed } from './data/noticed';
export type { Ticket } from './data/types';
export { useTickets } from './data/use-tickets';

export const CustomerTickets = lazyPage<{ accountId: string }>(
  () => import('./pages/StaffCustomerTickets').then((module) => module.StaffCustomerTickets),
  later,
);
