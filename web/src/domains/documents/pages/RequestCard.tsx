/** A request for documents with all that it asks for. */

import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Icon } from '../../../ui/Icon';
import { LinkedText } from '../../../ui/LinkedText';
import { RelativeTime } from '../../../ui/Time';
import type { FileRequest, Place } from '../data/types';
import type { UploadTask } from '../data/uploads';
import type { Named } from '../data/use-people';
import { reviewRequest } from '../data/use-requests';
import { middayOf } from '../data/words';
import { RequestLineItem } from './RequestLineItem';
import { RequestMark } from './RequestMarks';

interface Props {
  place: Place;
  request: FileRequest;
  tasks: readonly UploadTask[];
  people: readonly Named[] | null;
  onChanged: (after: FileRequest) => void;
}

export function RequestCard({ place, request, tasks, people, onChanged }: Props) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const [withdrawing, setWithdrawing] = useState(false);
  const { problem, sending, run } = useCall();
  const { id, title, reference, note, due_on, state, owed, lines, by, asked_at, person_id } = request;
  const late = state === 'open' && owed > 0 && due_on && due_on < format.dayKey(now.toISOString());
  const asked = people?.find((person) => person.id === person_id)?.name;
  const toCheck = lines.filter((line) => line.state === 'submitted').length;
  const withdraw = () =>
    run(async () => {
      const after = await reviewRequest(request, { outcome: 'withdrawn' });
      setWithdrawing(false);
      announce(t('review.withdrawn_told', { title }));
      onChanged(after);
    });
  return (
    <article class="request" id={id} tabIndex={-1} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`} dir="auto">
          {title}
        </h2>
        <p class="request-facts">
          <RequestMark state={state} />
          {due_on && (
            <span class={late ? 'due late' : 'due'}>
              {late && <Icon name="warning" />}
              <span>{t(late ? 'wanted.late' : 'wanted.due', { date: format.date(middayOf(due_on)) })}</span>
            </span>
          )}
          {state === 'open' && owed > 0 && <span>{t.count('wanted.owed', owed, format.number(owed))}</span>}
          {state === 'open' && toCheck > 0 && place.staff && (
            <span>{t.count('wanted.to_check', toCheck, format.number(toCheck))}</span>
          )}
          {state === 'open' && owed === 0 && !place.staff && <span>{t('wanted.all_sent')}</span>}
          <code translate={false}>{reference}</code>
          <span>
            <bdi>{by.name}</bdi> · <RelativeTime at={asked_at} />
          </span>
          {asked && <span dir="auto">{t('wanted.from', { name: asked })}</span>}
        </p>
        {note && (
          <p class="request-note" dir="auto">
            <LinkedText text={note} />
          </p>
        )}
      </header>
      <ol class="asked">
        {lines.map((line) => (
          <RequestLineItem
            key={line.number}
            place={place}
            request={request}
            line={line}
            tasks={tasks.filter(({ target }) => target.answers?.line === line.number)}
            onChanged={onChanged}
          />
        ))}
      </ol>
      {state === 'open' && place.may('documents.review_request') && (
        <div class="request-end">
          <Button look="quiet" onClick={() => setWithdrawing(true)}>
            <span>
              {t('review.withdraw')}
              <span class="visually-hidden">{`: ${title}`}</span>
            </span>
          </Button>
        </div>
      )}
      {withdrawing && (
        <ConfirmDialog
          title={t('review.withdraw_title')}
          text={t('review.withdraw_text')}
          act={t('review.withdraw')}
          cancel={t('documents.cancel')}
          busy={sending}
          problem={problem}
          onAct={() => void withdraw()}
          onCancel={() => setWithdrawing(false)}
        />
      )}
    </article>
  );
}
