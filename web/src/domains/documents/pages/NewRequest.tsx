/** `…/documents/requests/new`: the team asks a customer for documents. */

import '../styles/documents.css';
import '../styles/requests.css';
import { useLocation } from 'preact-iso';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { Page } from '../../../ui/Page';
import { places } from '../data/places';
import type { Place } from '../data/types';
import { useAccountName } from '../data/use-account-name';
import { NewRequestForm } from '../forms/NewRequestForm';

export function NewRequest({ place }: { place: Place }) {
  const t = useText();
  const { route } = useLocation();
  const name = useAccountName(place);
  return (
    <Page
      title={t('wanted.ask')}
      above={
        <a class="back" href={places.requests(place)}>
          <Icon name="back" />
          <span>{t('wanted.title')}</span>
        </a>
      }
      below={
        name && (
          <p class="lead" dir="auto">
            {name}
          </p>
        )
      }
    >
      <NewRequestForm
        place={place}
        onAsked={() => {
          tell('wanted.done');
          // Replaced, so that "back" does not lead to an empty form.
          route(places.requests(place), true);
        }}
      />
    </Page>
  );
}
