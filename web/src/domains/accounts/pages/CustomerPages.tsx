/** `/staff/customers/…`: customers, as the team sees them. */

import type { Action } from '../../../api/types';
import { mayAsStaff, useMe } from '../../../lib/person';
import { NotFound } from '../../../ui/NotFound';
import { customerPlace } from '../data/customer-paths';
import { Customer } from './Customer';
import { CustomerActivity } from './CustomerActivity';
import { CustomerList } from './CustomerList';
import { NewCustomer } from './NewCustomer';

const needs = {
  list: 'accounts.list_accounts',
  create: 'accounts.create_account',
  overview: 'accounts.get_overview',
  activity: 'accounts.list_activity',
} as const satisfies Readonly<Record<string, Action>>;

export function CustomerPages({ page: rest = '' }: { page?: string }) {
  const me = useMe();
  const place = customerPlace(rest);
  if (!place || !mayAsStaff(me, needs[place.page])) return <NotFound />;
  switch (place.page) {
    case 'list':
      return <CustomerList />;
    case 'create':
      return <NewCustomer />;
    // Each customer has a page of its own: nothing of one is left on that of another.
    case 'overview':
      return <Customer key={place.accountId} accountId={place.accountId} />;
    case 'activity':
      return <CustomerActivity key={place.accountId} accountId={place.accountId} />;
  }
}
