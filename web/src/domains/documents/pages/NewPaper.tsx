/** `…/documents/new`: the team makes a letter, a contract or the transcript of a request. */

import '../styles/documents.css';
import '../styles/requests.css';
import '../styles/papers.css';
import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { useResource } from '../../../lib/resource';
import { Icon } from '../../../ui/Icon';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { loadFile } from '../data/file-calls';
import { places } from '../data/places';
import { ticketIn } from '../data/typed-paper';
import type { Place, WholeFile } from '../data/types';
import { useAccount } from '../data/use-account-name';
import { NewPaperForm } from '../forms/NewPaperForm';

export function NewPaper({ place }: { place: Place }) {
  const t = useText();
  const { query, route } = useLocation();
  const { accountId } = place;
  const account = useAccount(place);
  const supersedes = /^fil_\w+$/.exec(query.supersedes ?? '')?.[0] ?? '';
  const before = useResource<WholeFile | null>(`documents/replaced/${accountId}/${supersedes}`, async () =>
    supersedes ? loadFile(accountId, supersedes) : null,
  );
  const folder = query.folder ?? '';
  // A form begins with what is known, so it waits for that.
  const ready = account !== undefined && before.data !== undefined;
  return (
    <Page
      title={t('making.title')}
      above={
        <a class="back" href={places.folder(place, folder)}>
          <Icon name="back" />
          <bdi>{folder || t('documents.title')}</bdi>
        </a>
      }
      below={
        account && (
          <p class="lead" dir="auto">
            {account.name}
          </p>
        )
      }
    >
      {before.problem && <LoadFailed problem={before.problem} retry={() => void before.reload()} />}
      {!ready && !before.problem && <Skeleton rows={5} />}
      {ready && (
        <NewPaperForm
          key={`${supersedes} ${query.ticket}`}
          place={place}
          account={account}
          before={before.data ?? null}
          ticket={ticketIn(query.ticket ?? '') ?? ''}
          folder={folder}
          onMade={(file) => {
            // Replaced, so that "back" does not lead to an empty form.
            route(places.file(place, file.id), true);
          }}
        />
      )}
    </Page>
  );
}
