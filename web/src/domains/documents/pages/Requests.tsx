/** `…/documents/requests`: the documents that are wanted of a customer. */

import '../styles/documents.css';
import '../styles/uploads.css';
import '../styles/cards.css';
import '../styles/requests.css';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { stepTo } from '../data/named-request';
import { mayMakePapers } from '../data/paper';
import { places } from '../data/places';
import type { FileRequest, Place } from '../data/types';
import { useUploads } from '../data/uploads';
import { useFinished } from '../data/use-finished';
import { usePeople } from '../data/use-people';
import { useRequests } from '../data/use-requests';
import { DocumentTabs, OfCustomer } from './DocumentTabs';
import { RequestCard } from './RequestCard';

/** Pages that are looked through for the request that the address names. */
const mostPages = 8;

export function Requests({ place }: { place: Place }) {
  const t = useText();
  const { query, route } = useLocation();
  const ended = query.ended === 'true';
  const listing = useRequests(place.accountId, ended);
  const { data, problem, loading, reload, set, more } = listing;
  const people = usePeople(place);
  const tasks = useUploads(place.accountId).filter(({ target }) => target.answers);
  useFinished(tasks, () => void reload());

  const looked = useRef({ pages: 0, shown: '' });
  useEffect(() => {
    const id = location.hash.slice(1);
    if (!data || loading || more.loading || looked.current.shown === id) return;
    const hasMore = Boolean(data.next) && looked.current.pages < mostPages;
    const step = stepTo({ id, listed: data.items, more: hasMore, ended });
    if (step === 'more') {
      looked.current.pages += 1;
      void more.load();
    } else if (step === 'ended') {
      looked.current.pages = 0;
      route(`${places.requests(place, true)}#${id}`, true);
    } else {
      looked.current.shown = id;
      const request = document.getElementById(id);
      if (step !== 'show' || !request) return;
      request.focus({ preventScroll: true });
      request.scrollIntoView({ block: 'start' });
    }
  }, [data, loading, more.loading, ended]);

  /** What has ended meanwhile stays where it is until the list is looked at again. */
  const changed = (after: FileRequest) =>
    set((before) => ({
      items: (before?.items ?? []).map((each) => (each.id === after.id ? after : each)),
      next: before?.next ?? null,
      pages: before?.pages ?? 1,
    }));
  const ask = (
    <>
      {place.may('documents.request_files') && (
        <ButtonLink href={places.newRequest(place)} look="primary" icon="plus">
          {t('wanted.ask')}
        </ButtonLink>
      )}
      {mayMakePapers(place) && (
        <ButtonLink href={places.newPaper(place)} icon="file">
          {t('making.title')}
        </ButtonLink>
      )}
    </>
  );
  const empty = data?.items.length === 0;
  return (
    <Page
      title={t('wanted.title')}
      step={ended ? 'ended' : ''}
      width="wide"
      above={place.staff && <OfCustomer place={place} />}
      actions={!empty && ask}
    >
      <DocumentTabs place={place} current="wanted" />
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={3} tall />}
      {empty && (
        <Empty title={t(ended ? 'wanted.none_ended' : 'wanted.none')}>
          <p>{t(place.staff ? 'wanted.none_staff' : 'wanted.none_text')}</p>
          {!ended && ask}
        </Empty>
      )}
      <div class="requests">
        {data?.items.map((request) => (
          <RequestCard
            key={request.id}
            place={place}
            request={request}
            tasks={tasks.filter(({ target }) => target.answers?.request_id === request.id)}
            people={people}
            onChanged={changed}
          />
        ))}
      </div>
      <MorePages listing={listing} />
      <p class="after">
        <a class="more-link" href={places.requests(place, !ended)}>
          {t(ended ? 'wanted.show_open' : 'wanted.show_ended')}
        </a>
      </p>
    </Page>
  );
}
