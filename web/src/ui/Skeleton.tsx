/** The shape of what is coming. */

import { useText } from '../lib/i18n';

export function Skeleton({ rows, tall }: { rows: number; tall?: boolean }) {
  const t = useText();
  return (
    <div class={tall ? 'skeleton tall' : 'skeleton'} role="status">
      <span class="visually-hidden">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div class="skeleton-row" key={row} aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
