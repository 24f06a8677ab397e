/** One thing that is asked for: the customer sends it, the team looks at it. */

import { useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { LinkedText } from '../../../ui/LinkedText';
import { Notice } from '../../../ui/Notice';
import { RelativeTime } from '../../../ui/Time';
import { Wait } from '../../../ui/Wait';
import { besideFile } from '../data/line-uploads';
import { places } from '../data/places';
import type { FileRequest, Place, RequestLine } from '../data/types';
import { addUploads, type UploadTask } from '../data/uploads';
import { type Review, reviewRequest } from '../data/use-requests';
import { fileProblemText } from '../data/words';
import { PickFiles } from '../forms/PickFiles';
import { ReasonDialog } from '../forms/ReasonDialog';
import { LineMark } from './RequestMarks';
import { UploadList } from './UploadList';

interface Props {
  place: Place;
  request: FileRequest;
  line: RequestLine;
  tasks: readonly UploadTask[];
  onChanged: (after: FileRequest) => void;
}

export function RequestLineItem({ place, request, line, tasks, onChanged }: Props) {
  const t = useText();
  const { number, label, help, state, reason, file } = line;
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useCall();
  const isOpen = request.state === 'open' && state !== 'approved';
  const maySend = isOpen && !place.staff && place.may('documents.start_upload');
  const mayReview = isOpen && place.may('documents.review_request') && Boolean(file);
  const isSending = tasks.some(({ phase }) => !['done', 'failed', 'refused'].includes(phase));

  const review = (body: Review, told: string) =>
    run(async () => {
      const after = await reviewRequest(request, { ...body, line: number });
      setAsking(false);
      announce(told);
      onChanged(after);
      // The buttons are gone, and so is the question over the page, once it is drawn.
      setTimeout(() => heading.current?.focus({ preventScroll: true }));
    });

  return (
    <li class="asked-line">
      <div class="asked-head">
        <h3 ref={heading} tabIndex={-1} dir="auto">
          {label}
        </h3>
        <LineMark state={state} staff={place.staff} />
      </div>
      {help && (
        <p class="hint asked-help" dir="auto">
          <LinkedText text={help} />
        </p>
      )}
      {state === 'needs_revision' && reason && (
        <p class="asked-reason" dir="auto">
          <strong>{t('line.reason')}</strong> {reason}
        </p>
      )}
      {file && (
        <p class="asked-file">
          <a href={places.file(place, file.id)} dir="auto">
            {file.name}
          </a>{' '}
          <span class="hint">
            <RelativeTime at={file.at} />
          </span>
        </p>
      )}
      <UploadList tasks={besideFile(tasks, file)} />
      {problem && !asking && (
        <Notice tone="problem" reveal>
          <p>{fileProblemText(problem, t)}</p>
          <Wait seconds={wait} />
        </Notice>
      )}
      <div class="asked-acts">
        {maySend && !isSending && (
          <PickFiles
            label={t(file ? 'line.send_again' : 'line.send')}
            of={label}
            look={state === 'submitted' ? 'quiet' : 'primary'}
            onPicked={(picked) =>
              addUploads(place.accountId, picked.slice(0, 1), {
                answers: { request_id: request.id, line: number },
              })
            }
          />
        )}
        {mayReview && (
          <Button
            look={state === 'submitted' ? 'primary' : 'plain'}
            busy={sending && !asking}
            disabled={wait > 0}
            onClick={() => void review({ outcome: 'approved' }, t('review.approved_told', { label }))}
          >
            <span>
              {t('review.approve')}
              <span class="visually-hidden">{`: ${label}`}</span>
            </span>
          </Button>
        )}
        {mayReview && state === 'submitted' && (
          <Button
            onClick={() => {
              forgetProblem();
              setAsking(true);
            }}
          >
            <span>
              {t('review.needs_revision')}
              <span class="visually-hidden">{`: ${label}`}</span>
            </span>
          </Button>
        )}
      </div>
      {asking && (
        <ReasonDialog
          title={t('review.reason_title', { label })}
          label={t('review.reason')}
          hint={t('review.reason_hint')}
          act={t('review.ask_again')}
          wait={wait}
          busy={sending}
          problem={problem}
          onReason={(given) =>
            void review({ outcome: 'needs_revision', reason: given }, t('review.asked_told', { label }))
          }
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  );
}
