/** The way back to the list. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { customerPaths } from '../data/customer-paths';

export function ToCustomers() {
  const t = useText();
  return (
    <a class="back" href={customerPaths.list()}>
      <Icon name="back" />
      <span>{t('customers.title')}</span>
    </a>
  );
}
