/** `/staff/customers/new` */

import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { Page } from '../../../ui/Page';
import { customerPaths } from '../data/customer-paths';
import { noteCreated } from '../data/use-customers';
import { NewCustomerForm } from '../forms/NewCustomerForm';
import { ToCustomers } from './ToCustomers';

export function NewCustomer() {
  const t = useText();
  const { route } = useLocation();
  return (
    <Page
      title={t('customers.new')}
      above={<ToCustomers />}
      below={<p class="lead">{t('customers.new_lead')}</p>}
    >
      <NewCustomerForm
        onCreated={(accountId, owner) => {
          noteCreated(accountId, owner);
          // Replaced, so that "back" does not lead to an empty form.
          route(customerPaths.overview(accountId), true);
        }}
      />
    </Page>
  );
}
