/** `…/documents`: the files of a folder, or the trash. */

import '../styles/documents.css';
import '../styles/uploads.css';
import '../styles/cards.css';
import '../styles/papers.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button, ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { restoreFile, trashFile } from '../data/file-calls';
import { crumbsOf, foldersIn } from '../data/folders';
import { inMaking, mayMakePapers } from '../data/paper';
import { places } from '../data/places';
import type { Place, StoredFile } from '../data/types';
import { useUploads } from '../data/uploads';
import { useFiles } from '../data/use-files';
import { useFinished } from '../data/use-finished';
import { useMaking } from '../data/use-making';
import { usePeople } from '../data/use-people';
import { fileProblemText } from '../data/words';
import { ChangeDialog, type ChangedPart } from '../forms/ChangeDialog';
import { PickFiles } from '../forms/PickFiles';
import { UploadDialog } from '../forms/UploadDialog';
import { Crumbs } from './Crumbs';
import { DocumentTabs, OfCustomer } from './DocumentTabs';
import { DropZone } from './DropZone';
import { FileTable } from './FileTable';
import { RowMenu } from './RowMenu';
import { Undo } from './Undo';
import { UploadList } from './UploadList';

interface Told {
  text: string;
  undo: (() => Promise<void>) | null;
}

export function Files({ place }: { place: Place }) {
  const t = useText();
  const { query } = useLocation();
  const trash = query.view === 'trash';
  const folder = trash ? '' : (query.folder ?? '');
  const listing = useFiles(place.accountId, { folder, trash });
  const { data, problem, reload, folders } = listing;
  const people = usePeople(place);
  const tasks = useUploads(place.accountId);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [changing, setChanging] = useState<{ file: StoredFile; part: ChangedPart } | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const call = useCall();
  useFinished(tasks, () => void reload());
  useMaking(inMaking(data?.items ?? []), reload);

  const title = crumbsOf(folder).at(-1)?.name ?? t(trash ? 'documents.trash' : 'documents.title');
  const mayUpload = place.may('documents.start_upload') && !trash;
  const mayChange = place.may('documents.update_file');
  const mayDelete = place.may('documents.delete_file');
  const inside = data && !trash ? foldersIn(folders, folder) : [];
  const empty = data?.items.length === 0 && inside.length === 0;
  const say = (text: string, undo: Told['undo'] = null) => {
    announce(text);
    setTold({ text, undo });
  };

  const remove = (file: StoredFile) =>
    call.run(async () => {
      await trashFile(file);
      await reload();
      say(t('file.in_trash', { name: file.name }), () => restore(file));
    });
  const restore = async (file: StoredFile) => {
    await restoreFile(file);
    await reload();
    say(t('file.is_back', { name: file.name }));
  };
  const acts = (
    <>
      {mayUpload && <PickFiles label={t('upload.pick')} several look="primary" onPicked={setChosen} />}
      {mayMakePapers(place) && !trash && (
        <ButtonLink href={places.newPaper(place, { folder })} icon="file">
          {t('making.title')}
        </ButtonLink>
      )}
    </>
  );
  const actsOf = (file: StoredFile) =>
    trash
      ? mayChange && (
          <Button onClick={() => void call.run(() => restore(file))}>
            <span>
              {t('file.restore')}
              <span class="visually-hidden">{`: ${file.name}`}</span>
            </span>
          </Button>
        )
      : (mayChange || mayDelete) && (
          <RowMenu
            name={file.name}
            mayChoosePeople={people !== null}
            onChange={mayChange ? (part) => setChanging({ file, part }) : null}
            onDelete={mayDelete ? () => void remove(file) : null}
          />
        );

  return (
    <Page
      title={title}
      // Each folder is a page, although it has the same path.
      step={trash ? 'trash' : folder}
      width="wide"
      above={place.staff && <OfCustomer place={place} />}
      actions={!empty && acts}
    >
      <DocumentTabs place={place} current={trash ? 'trash' : 'files'} />
      {folder && <Crumbs place={place} folder={folder} />}
      {trash && <p class="lead">{t('documents.trash_lead')}</p>}
      {told && <Undo text={told.text} undo={told.undo} onClose={() => setTold(null)} />}
      {call.problem && (
        <Notice tone="problem" reveal>
          <p>{fileProblemText(call.problem, t)}</p>
        </Notice>
      )}
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      <DropZone
        folder={crumbsOf(folder).at(-1)?.name ?? t('folder.top')}
        onFiles={mayUpload ? setChosen : null}
      />
      <UploadList
        tasks={tasks}
        pathOf={(id) => places.file(place, id)}
        folderPathOf={(path) => places.folder(place, path)}
      />
      {!data && !problem && <Skeleton rows={6} />}
      {empty && (
        <Empty title={t(emptyTitle(trash, place.ownOnly))}>
          <p>{t(emptyText(trash, mayUpload, place.staff))}</p>
          {acts}
        </Empty>
      )}
      {data && !empty && (
        <div class="panel">
          <FileTable
            place={place}
            caption={title}
            folders={inside}
            files={data.items}
            people={people}
            trash={trash}
            actsOf={actsOf}
          />
        </div>
      )}
      <MorePages listing={listing} />
      {chosen.length > 0 && (
        <UploadDialog
          place={place}
          files={chosen}
          folder={folder}
          folders={folders}
          onClose={() => setChosen([])}
        />
      )}
      {changing && (
        <ChangeDialog
          place={place}
          file={changing.file}
          part={changing.part}
          folders={folders}
          onChanged={(after) => {
            setChanging(null);
            say(t('file.changed', { name: after.name }));
            void reload();
          }}
          onCancel={() => setChanging(null)}
        />
      )}
    </Page>
  );
}

function emptyTitle(trash: boolean, ownOnly: boolean) {
  if (trash) return 'documents.trash_empty';
  return ownOnly ? 'documents.empty_own' : 'documents.empty_title';
}

function emptyText(trash: boolean, mayUpload: boolean, staff: boolean) {
  if (trash) return 'documents.trash_empty_text';
  if (!mayUpload) return 'documents.empty_read';
  return staff ? 'documents.empty_staff' : 'documents.empty';
}
