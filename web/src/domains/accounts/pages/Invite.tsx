/** `/accounts/:accountId/people/invite` */

import '../styles/people.css';
import { useLocation } from 'preact-iso';
import type { Membership } from '../../../api/types';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { Page } from '../../../ui/Page';
import { InviteForm } from '../forms/InviteForm';
import { accountPaths } from '../paths';

export function InvitePage({ membership }: { membership: Membership }) {
  const t = useText();
  const { route } = useLocation();
  const { account } = membership;
  const people = accountPaths.people(account.id);
  return (
    <Page
      title={t('invite.title')}
      above={
        <a class="back" href={people}>
          <Icon name="back" />
          <span>{t('accounts.people')}</span>
        </a>
      }
      below={
        <p class="lead" dir="auto">
          {account.name}
        </p>
      }
    >
      <InviteForm
        membership={membership}
        onInvited={() => {
          tell('invite.done');
          // Replaced, so that "back" does not lead to an empty form.
          route(people, true);
        }}
      />
    </Page>
  );
}
