/** `/staff/customers/:accountId/activity?kind=&person=`: all that happened in a customer's account. */

import { mayAsStaff, useMe } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { NotFound } from '../../../ui/NotFound';
import { customerPaths } from '../data/customer-paths';
import { useCustomer } from '../data/use-customers';
import { ActivityOf } from './ActivityPage';
import { ToCustomers } from './ToCustomers';

export function CustomerActivity({ accountId }: { accountId: string }) {
  const me = useMe();
  const { data, problem } = useCustomer(accountId);
  if (problem?.status === 404) return <NotFound />;
  const name = data?.account.name;
  return (
    <ActivityOf
      accountId={accountId}
      lead={name}
      above={
        name ? (
          <a class="back" href={customerPaths.overview(accountId)}>
            <Icon name="back" />
            <bdi>{name}</bdi>
          </a>
        ) : (
          <ToCustomers />
        )
      }
      byPerson={mayAsStaff(me, 'accounts.list_members')}
      pathOf={customerPaths.activity}
      staff
    />
  );
}
