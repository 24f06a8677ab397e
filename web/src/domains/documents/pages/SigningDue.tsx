/** By when a contract is to be signed, as long as it is. */

import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import type { Signing } from '../data/paper-types';
import { middayOf } from '../data/words';

export function SigningDue({ signing: { state, due_on } }: { signing: Signing }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  if (state !== 'open' || !due_on) return null;
  const late = due_on < format.dayKey(now.toISOString());
  return (
    <span class={late ? 'line-mark bad' : 'line-mark'}>
      {late && <Icon name="warning" />}
      <span>{t(late ? 'signing.late' : 'signing.due', { date: format.date(middayOf(due_on)) })}</span>
    </span>
  );
}
