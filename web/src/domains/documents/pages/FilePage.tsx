/** `…/documents/files/:fileId`: one file with all that belongs to it. */

import '../styles/documents.css';
import '../styles/uploads.css';
import '../styles/file.css';
import '../styles/papers.css';
import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { peek, useResource } from '../../../lib/resource';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { lazyPage } from '../../../ui/lazy-page';
import { NotFound } from '../../../ui/NotFound';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { useSeen } from '../../notifications/public';
import { loadFile, restoreFile, trashFile } from '../data/file-calls';
import { endingOf } from '../data/names';
import { newsUpTo } from '../data/news-up-to';
import { isSignedHere, isUnmade } from '../data/paper';
import { places } from '../data/places';
import { signPanel } from '../data/sign-panel';
import type { Place, WholeFile } from '../data/types';
import { addUploads, useUploads } from '../data/uploads';
import { useFinished } from '../data/use-finished';
import { usePeople } from '../data/use-people';
import { fileProblemText } from '../data/words';
import { ChangeDialog, type ChangedPart } from '../forms/ChangeDialog';
import { PickFiles } from '../forms/PickFiles';
import { later } from '../texts/later';
import { OfCustomer } from './DocumentTabs';
import { Download } from './Download';
import { FileComments } from './FileComments';
import { FileFacts } from './FileFacts';
import { FileShares } from './FileShares';
import { FileVersions } from './FileVersions';
import type { PaperPartProps } from './PaperPart';
import { Preview } from './Preview';
import { RowMenu } from './RowMenu';
import { Undo } from './Undo';
import { UploadList } from './UploadList';

/** Most files are none that the portal made. */
const PaperPart = lazyPage<PaperPartProps>(
  () => import('./PaperPart').then((module) => module.PaperPart),
  later,
  'part',
);

/** Milliseconds between looks; more often while something is about to change. */
const [calm, eager] = [60_000, 8_000];

export function FilePage({ place, fileId }: { place: Place; fileId: string }) {
  const t = useText();
  const { accountId } = place;
  const key = `documents/file/${accountId}/${fileId}`;
  const resource = useResource<WholeFile>(key, () => loadFile(accountId, fileId), {
    every: peek<WholeFile>(key)?.scan === 'pending' ? eager : calm,
  });
  const { data, problem, reload } = resource;
  useSeen(fileId, data && newsUpTo(data));
  if (problem?.status === 404) return <NotFound />;
  return (
    <Page
      title={data?.name}
      width="wide"
      above={
        <>
          <a class="back" href={places.folder(place, data?.folder ?? '')}>
            <Icon name="back" />
            <bdi>{data?.folder ?? t('documents.title')}</bdi>
          </a>
          <OfCustomer place={place} />
        </>
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={4} />}
      {data && <Shown place={place} file={data} reload={reload} />}
    </Page>
  );
}

/** The form, which stands below the document. */
function goToSignature() {
  const panel = document.getElementById(signPanel);
  panel?.scrollIntoView({ block: 'start' });
  panel?.focus({ preventScroll: true });
}

interface ShownProps {
  place: Place;
  file: WholeFile;
  reload: () => Promise<void>;
}

function Shown({ place, file, reload }: ShownProps) {
  const t = useText();
  const { accountId, may } = place;
  const { person } = useMe();
  const trashed = Boolean(file.trashed_at);
  const people = usePeople(place);
  const tasks = useUploads(accountId).filter(({ target }) => target.file_id === file.id);
  const [changing, setChanging] = useState<ChangedPart | null>(null);
  const [told, setTold] = useState<{ text: string; undo: (() => Promise<void>) | null } | null>(null);
  const [otherEnding, setOtherEnding] = useState(false);
  const call = useCall();
  useFinished(tasks, () => void reload());

  const say = (text: string, undo: (() => Promise<void>) | null = null) => {
    announce(text);
    setTold({ text, undo });
  };
  const restore = async () => {
    await restoreFile(file);
    await reload();
    say(t('file.is_back', { name: file.name }));
  };
  const remove = () =>
    call.run(async () => {
      await trashFile(file);
      await reload();
      say(t('file.in_trash', { name: file.name }), restore);
    });
  const freshLink = async (version?: number) => (await loadFile(accountId, file.id, version)).link;
  // Of a paper, the portal alone makes versions.
  const mayUpload = may('documents.start_upload') && !trashed && !file.paper;
  const mayChange = may('documents.update_file') && !trashed;
  const asksToSign = isSignedHere(person.id, place, file);
  const content = file.link ? (
    <Preview key={file.version} name={file.name} mediaType={file.media_type} link={file.link} />
  ) : (
    !trashed &&
    !isUnmade(file) && (
      <Notice tone={file.scan === 'pending' ? 'info' : 'problem'}>
        <p>{t(file.scan === 'pending' ? 'file.closed.pending' : 'file.closed.refused')}</p>
      </Notice>
    )
  );

  return (
    <div class="file-page">
      {told && <Undo text={told.text} undo={told.undo} onClose={() => setTold(null)} />}
      {call.problem && (
        <Notice tone="problem" reveal>
          <p>{fileProblemText(call.problem, t)}</p>
        </Notice>
      )}
      {trashed && !told && (
        <Notice tone="info">
          <p>{t('file.is_in_trash')}</p>
          {may('documents.update_file') && (
            <Button busy={call.sending} onClick={() => void call.run(restore)}>
              {t('file.restore')}
            </Button>
          )}
        </Notice>
      )}
      <div class="file-acts">
        {asksToSign && (
          <Button look="primary" icon="down" onClick={goToSignature}>
            {t('signing.to_form')}
          </Button>
        )}
        {file.link && (
          <Download
            label={t('file.download')}
            look={asksToSign ? 'plain' : 'primary'}
            link={file.link}
            load={() => freshLink()}
          />
        )}
        {mayUpload && (
          <PickFiles
            label={t('file.new_version')}
            onPicked={(picked) => {
              const isOther = picked.some(({ name }) => endingOf(name) !== endingOf(file.name));
              setOtherEnding(isOther);
              if (!isOther) addUploads(accountId, picked.slice(0, 1), { file_id: file.id });
            }}
          />
        )}
        {!trashed && (
          <RowMenu
            name={file.name}
            mayChoosePeople={people !== null}
            onChange={mayChange ? setChanging : null}
            onDelete={may('documents.delete_file') ? () => void remove() : null}
          />
        )}
      </div>
      {otherEnding && (
        <Notice tone="problem" reveal>
          <p>{t('file.version_ending', { ending: `.${endingOf(file.name)}` })}</p>
        </Notice>
      )}
      <UploadList tasks={tasks} />
      {file.paper && (
        <PaperPart
          place={place}
          file={file}
          paper={file.paper}
          people={people}
          toRead={asksToSign ? content : null}
          onSaid={say}
          onChanged={reload}
        />
      )}
      <FileFacts place={place} file={file} people={people} />
      {!asksToSign && content}
      <FileVersions file={file} load={freshLink} />
      <FileComments place={place} file={file} people={people} onChanged={reload} />
      {!trashed && <FileShares place={place} file={file} onChanged={reload} />}
      {changing && (
        <ChangeDialog
          place={place}
          file={file}
          part={changing}
          folders={peek<readonly string[]>(`documents/folders/${accountId}`) ?? []}
          onChanged={(after) => {
            setChanging(null);
            say(t('file.changed', { name: after.name }));
            void reload();
          }}
          onCancel={() => setChanging(null)}
        />
      )}
    </div>
  );
}
