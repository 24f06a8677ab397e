/** Folders and files as a table where there is room, as cards where there is not. */

import type { ComponentChildren } from 'preact';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { openRow } from '../../../ui/open-row';
import { RelativeTime } from '../../../ui/Time';
import type { Folder } from '../data/folders';
import { isUnmade } from '../data/paper';
import { places } from '../data/places';
import type { Place, StoredFile } from '../data/types';
import type { Named } from '../data/use-people';
import { lastMoment, onlyFor, sizeText } from '../data/words';
import { DocumentIcon } from './DocumentIcon';
import { PaperMarks } from './PaperMarks';
import { ScanMark } from './ScanMark';

interface Props {
  place: Place;
  caption: string;
  folders: readonly Folder[];
  files: readonly StoredFile[];
  /** As far as they are known. */
  people: readonly Named[] | null;
  /** The list is the trash. */
  trash: boolean;
  actsOf: (file: StoredFile) => ComponentChildren;
}

export function FileTable({ place, caption, folders, files, people, trash, actsOf }: Props) {
  const t = useText();
  // As long as nothing is scanned, nothing is said of it.
  const showsScan = trash || files.some((file) => showsScanOf(file));
  return (
    <table class="files">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-file">
            {t('file.name')}
          </th>
          <th scope="col" class="cell-size">
            {t('file.size')}
          </th>
          <th scope="col" class="cell-brought">
            {t(trash ? 'file.trashed' : 'file.brought')}
          </th>
          {showsScan && (
            <th scope="col" class="cell-scan">
              {t(trash ? 'file.gone' : 'file.scan')}
            </th>
          )}
          <th scope="col" class="cell-menu">
            <span class="visually-hidden">{t('file.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {folders.map(({ name, path }) => (
          <tr key={`folder ${path}`} class="folder-row" onClick={openRow}>
            <td class="cell-file" colSpan={showsScan ? 5 : 4}>
              <DocumentIcon name="folder" />
              <a href={places.folder(place, path)} dir="auto" title={name} draggable={false}>
                <span class="visually-hidden">{t('folder.named')} </span>
                {name}
              </a>
            </td>
          </tr>
        ))}
        {files.map((file) => (
          <tr key={file.id} onClick={openRow}>
            <td class="cell-file">
              <Icon name="file" />
              <span class="file-words">
                <a href={places.file(place, file.id)} dir="auto" title={file.name} draggable={false}>
                  {file.name}
                </a>
                <Below file={file} people={people} trash={trash} />
              </span>
            </td>
            <SizeCell file={file} />
            <td class="cell-brought">
              {!trash && <bdi title={file.by.name}>{file.by.name}</bdi>}
              <RelativeTime at={(trash && file.trashed_at) || file.uploaded_at} />
            </td>
            {showsScan && (
              <td class="cell-scan">
                {trash && <Gone file={file} />}
                {!trash && showsScanOf(file) && <ScanMark scan={file.scan} />}
              </td>
            )}
            <td class="cell-menu">{actsOf(file)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SizeCell({ file }: { file: StoredFile }) {
  const t = useText();
  const format = useFormat();
  return <td class="cell-size">{!isUnmade(file) && sizeText(file.size, t, format)}</td>;
}

function showsScanOf(file: StoredFile): boolean {
  return file.scan !== 'not_scanned' && !isUnmade(file);
}

function Gone({ file }: { file: StoredFile }) {
  const format = useFormat();
  return file.gone_at ? <span>{format.date(file.gone_at)}</span> : null;
}

interface BelowProps {
  file: StoredFile;
  people: Props['people'];
  trash: boolean;
}

/** What is particular about a file. */
function Below({ file, people, trash }: BelowProps) {
  const t = useText();
  const format = useFormat();
  const { visible_to, version, expires_at, folder, document } = file;
  const lines = [
    trash && folder && t('file.was_in', { folder }),
    version > 1 && t('file.version', { number: format.number(version) }),
    expires_at && t('file.until', { date: format.date(lastMoment(expires_at)) }),
  ].filter((line) => typeof line === 'string' && line);
  if (!visible_to && !document && lines.length === 0) return null;
  return (
    <span class="file-below">
      {document && <PaperMarks mark={document} />}
      {visible_to && (
        <span class="only-some">
          <DocumentIcon name="lock" />
          <span dir="auto">{onlyFor(visible_to, people, t, format)}</span>
        </span>
      )}
      {lines.map((line) => (
        <span key={line} dir="auto">
          {line}
        </span>
      ))}
    </span>
  );
}
