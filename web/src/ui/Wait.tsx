/** How long it takes until another try is possible. */

import { useText } from '../lib/i18n';
import { useFormat } from '../lib/person';
import { Icon } from './Icon';

export function Wait({ seconds }: { seconds: number }) {
  const t = useText();
  const format = useFormat();
  if (seconds === 0) return null;
  return (
    <p class="countdown" role="timer">
      <Icon name="clock" />
      <span>{t('state.wait', { time: format.duration(seconds) })}</span>
    </p>
  );
}
