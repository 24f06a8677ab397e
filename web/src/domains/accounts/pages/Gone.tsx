/** In place of the pages of an account that somebody was a member of until a moment ago. */

import '../styles/people.css';
import type { Membership } from '../../../api/types';
import { useText } from '../../../lib/i18n';
import { root } from '../../../lib/paths';
import { useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Page } from '../../../ui/Page';
import { homePaths } from '../../home/paths';

export function Gone({ account }: { account: Membership['account'] }) {
  const t = useText();
  const { memberships } = useMe();
  return (
    <Page
      title={t('gone.title')}
      step="gone"
      below={
        <p class="lead" dir="auto">
          {t('gone.text', { company: account.name })}
        </p>
      }
    >
      {memberships.length === 0 ? (
        <p>
          <ButtonLink href={root} look="primary">
            {t('action.back_home')}
          </ButtonLink>
        </p>
      ) : (
        <nav class="panel" aria-labelledby="gone-others">
          <h2 id="gone-others">{t('gone.others')}</h2>
          <ul class="rows">
            {memberships.map((other) => (
              <li key={other.account.id}>
                <a href={homePaths.home(other.account.id)} dir="auto">
                  {other.account.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Page>
  );
}
