/** How a complaint ended, for both sides. */

import '../styles/desk.css';
import { useText } from '../../../lib/i18n';
import { RelativeTime } from '../../../ui/Time';
import type { TicketWithMessages } from '../data/types';

export function Resolution({ ticket: { resolution } }: { ticket: TicketWithMessages }) {
  const t = useText();
  if (!resolution) return null;
  const { cause, remedy, changed, author, resolved_at } = resolution;
  const said = [
    ['complaint.changed', changed],
    ['complaint.remedy', remedy],
    ...(cause ? ([['complaint.cause_team', cause]] as const) : []),
  ] as const;
  return (
    <section class="resolution" aria-labelledby="resolution">
      <h2 id="resolution">{t('complaint.title')}</h2>
      <dl>
        {said.map(([label, text]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd class="message-text" dir="auto">
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        <bdi>{author.name}</bdi> <RelativeTime at={resolved_at} />
      </p>
    </section>
  );
}
