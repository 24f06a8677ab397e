/** Whether a member signs in with a second factor, in a word and a sign. */

import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';

export function FactorMark({ has }: { has: boolean }) {
  const t = useText();
  return (
    <span class={has ? 'mark' : 'mark lacking'}>
      <Icon name={has ? 'check' : 'warning'} />
      <span>{t(has ? 'people.has_factor' : 'people.no_factor')}</span>
    </span>
  );
}
