/** What a member may do, and why: asked of the rules themselves when somebody wants to know. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { useResource } from '../../../lib/resource';
import { Icon } from '../../../ui/Icon';
import { LoadFailed } from '../../../ui/Notice';
import { Skeleton } from '../../../ui/Skeleton';
import { byModule, operationText, reasonText } from '../data/access';
import type { Rights } from '../data/rights';

interface Props {
  accountId: string;
  personId: string;
  /** Asked anew when they change. */
  rights: Rights;
}

export function AccessPart(props: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <details class="member-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('access.title')}</h2>
      </summary>
      {open && <Answers {...props} />}
    </details>
  );
}

function Answers({ accountId, personId, rights: { scopes, acts } }: Props) {
  const t = useText();
  const key = `accounts/${accountId}/access/${personId}/${JSON.stringify([scopes, acts])}`;
  const { data, problem, reload } = useResource(key, () =>
    answer(
      api.GET('/accounts/{account_id}/access', {
        params: { path: { account_id: accountId }, query: { person_id: personId } },
      }),
    ),
  );
  if (problem) return <LoadFailed problem={problem} retry={() => void reload()} />;
  if (!data) return <Skeleton rows={4} />;
  return (
    <div class="access">
      {byModule(data.items).map(({ module, lines }) => (
        <section key={module ?? 'general'} aria-labelledby={`access-${module}`}>
          <h3 id={`access-${module}`}>{t(module ? `module.${module}` : 'access.general')}</h3>
          <ul>
            {lines.map((line) => (
              <li key={line.operation} class={line.allowed ? undefined : 'denied'}>
                <Icon name={line.allowed ? 'check' : 'close'} />
                <div>
                  <p>
                    <strong>{t(line.allowed ? 'access.allowed' : 'access.denied')}</strong>{' '}
                    <span>{operationText(line, t)}</span>
                  </p>
                  <p class="hint">
                    <span>{reasonText(line, t)}</span>{' '}
                    {line.allowed && line.asks_for_step_up && <span>{t('access.asks_again')}</span>}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
