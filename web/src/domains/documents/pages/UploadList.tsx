/** The uploads of this tab, each with how far it is and what can be done about it. */

import { useMemo } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { summedUp } from '../data/summed-up';
import { canGoOn, removeUploads, retryUpload, type UploadTask } from '../data/uploads';
import { knownPeople } from '../data/use-people';
import { sizeText, uploadProblemText } from '../data/words';

interface Props {
  tasks: readonly UploadTask[];
  /** Where a file that has arrived is looked at. */
  pathOf?: (fileId: string) => string;
  /** Where the files of a folder are looked at: several that have all ended are summed up. */
  folderPathOf?: (folder: string) => string;
}

export function UploadList({ tasks, pathOf, folderPathOf }: Props) {
  const t = useText();
  const { sums, rest } = useMemo(
    () => (folderPathOf ? summedUp(tasks) : { sums: [], rest: tasks }),
    [tasks, !folderPathOf],
  );
  if (tasks.length === 0) return null;
  return (
    <section class="uploads" aria-label={t('upload.list')}>
      <ul>
        {folderPathOf &&
          sums.map((done) => (
            <li key={`sum ${done[0]?.batch}`} class="upload done">
              <Sum tasks={done} folderPathOf={folderPathOf} />
            </li>
          ))}
        {rest.map((task) => (
          <li key={task.id} class={`upload ${task.phase}`}>
            <Row task={task} pathOf={pathOf} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SumProps {
  tasks: readonly UploadTask[];
  folderPathOf: (folder: string) => string;
}

/** One card for all that came together and has arrived. */
function Sum({ tasks, folderPathOf }: SumProps) {
  const t = useText();
  const format = useFormat();
  const folder = tasks[0]?.target.folder ?? '';
  const count = format.number(tasks.length);
  return (
    <>
      <p class="upload-words upload-sum" dir="auto">
        <Icon name="check" />
        <span>
          {t.count('upload.sum', tasks.length, count)} <bdi>{folder || t('folder.top')}</bdi>
        </span>
      </p>
      <div class="upload-acts">
        <a class="more-link" href={folderPathOf(folder)}>
          {t('upload.open_folder')}
        </a>
        <Button look="quiet" onClick={() => removeUploads(tasks.map(({ id }) => id))}>
          {t('upload.close_all')}
        </Button>
      </div>
    </>
  );
}

function Row({ task, pathOf }: { task: UploadTask; pathOf: Props['pathOf'] }) {
  const t = useText();
  const { id, file, phase, bytes, stored } = task;
  const { name, size } = file;
  const isMoving = phase === 'checking' || phase === 'sending';
  const hasEnded = phase === 'done' || phase === 'failed' || phase === 'refused';
  return (
    <>
      <div class="upload-words">
        <span class="upload-name" dir="auto" title={name}>
          {name}
        </span>
      </div>
      <p class="upload-state">
        {hasEnded && <Icon name={phase === 'done' ? 'check' : 'warning'} />}
        <span>
          <StateText task={task} />
        </span>
      </p>
      {isMoving && <progress max={size} value={bytes} aria-label={t('upload.progress', { name })} />}
      <div class="upload-acts">
        {phase === 'failed' && canGoOn(task) && (
          <Button onClick={() => retryUpload(id)}>
            <span>
              {t('upload.again')}
              <span class="visually-hidden">{`: ${name}`}</span>
            </span>
          </Button>
        )}
        {stored && pathOf && (
          <a class="more-link" href={pathOf(stored.id)}>
            {t('upload.open')}
            <span class="visually-hidden">{`: ${name}`}</span>
          </a>
        )}
        {phase === 'failed' || phase === 'refused' ? (
          <Button look="quiet" onClick={() => removeUploads([id])}>
            <span>
              {t('upload.drop_it')}
              <span class="visually-hidden">{`: ${name}`}</span>
            </span>
          </Button>
        ) : (
          <button
            type="button"
            class="icon-button"
            aria-label={`${t(hasEnded ? 'upload.dismiss' : 'upload.cancel')}: ${name}`}
            title={t(hasEnded ? 'upload.dismiss' : 'upload.cancel')}
            onClick={() => removeUploads([id])}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
    </>
  );
}

function StateText({ task }: { task: UploadTask }) {
  const { phase, bytes, file, problem, refusal, target, accountId } = task;
  const t = useText();
  const format = useFormat();
  const done = sizeText(bytes, t, format);
  const size = sizeText(file.size, t, format);
  switch (phase) {
    case 'refused':
      return refusal ? t(refusal) : null;
    case 'failed':
      return problem ? uploadProblemText(problem, target.visible_to ?? [], knownPeople(accountId), t) : null;
    case 'checking':
    case 'sending':
      return t(`upload.${phase}`, { done, size });
    default:
      return t(`upload.${phase}`);
  }
}
