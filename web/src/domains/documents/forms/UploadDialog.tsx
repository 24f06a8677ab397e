/** Where the chosen files go, and for whom they are, before they are sent. */

import { useState } from 'preact/hooks';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { cleanFolder, folderFlaw } from '../data/folders';
import { refusalOf } from '../data/names';
import type { Place } from '../data/types';
import { addUploads } from '../data/uploads';
import { usePeople } from '../data/use-people';
import { sizeText } from '../data/words';
import { FolderField } from './FolderField';
import { PeopleField } from './PeopleField';
import { UntilField } from './UntilField';

interface Props {
  place: Place;
  files: readonly File[];
  folder: string;
  folders: readonly string[];
  onClose: () => void;
}

interface Wrong {
  folder?: string;
  visible_to?: string;
  expires_on?: string;
}

const names: (keyof Wrong)[] = ['folder', 'visible_to', 'expires_on'];

export function UploadDialog({ place, files: chosen, folder, folders, onClose }: Props) {
  const t = useText();
  const format = useFormat();
  const today = format.dayKey(useNow().toISOString());
  const people = usePeople(place);
  const [files, setFiles] = useState(chosen);
  const [typed, setTyped] = useState(folder);
  const [visibleTo, setVisibleTo] = useState<readonly string[] | null>(null);
  const [until, setUntil] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const { form, texts } = useFieldErrors(null, wrong, names);
  const good = files.filter((file) => !refusalOf(file));
  const refused = files.filter((file) => refusalOf(file));
  const cannot = t.count('upload.cannot', refused.length, format.number(refused.length));

  const remove = (file: File) => {
    const left = files.filter((each) => each !== file);
    if (left.length === 0) return onClose();
    setFiles(left);
    // Its button is gone.
    form.current?.closest('dialog')?.querySelector('h2')?.focus();
  };

  const submit = () => {
    const path = cleanFolder(typed);
    const flaw = folderFlaw(path);
    const found: Wrong = {
      ...(flaw ? { folder: t(flaw) } : {}),
      ...(visibleTo?.length === 0 ? { visible_to: t('visible.nobody') } : {}),
      ...(until && until < today ? { expires_on: t('until.past') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    addUploads(place.accountId, good, {
      ...(path ? { folder: path } : {}),
      ...(visibleTo ? { visible_to: [...visibleTo] } : {}),
      ...(until ? { expires_on: until } : {}),
    });
    onClose();
  };

  return (
    <Dialog
      title={good.length > 0 ? t.count('upload.title', good.length, format.number(good.length)) : cannot}
      onCancel={onClose}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {good.length > 0 && refused.length > 0 && <p class="field-error">{cannot}</p>}
        <ul class="chosen-files">
          {[...refused, ...good].map((file, index) => {
            const refusal = refusalOf(file);
            return (
              <li key={`${index} ${file.name}`}>
                <p>
                  <bdi>{file.name}</bdi> <span class="hint">{sizeText(file.size, t, format)}</span>
                </p>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={t('upload.remove', { name: file.name })}
                  title={t('upload.remove', { name: file.name })}
                  onClick={() => remove(file)}
                >
                  <Icon name="close" />
                </button>
                {refusal && (
                  <p class="field-error">
                    <Icon name="warning" />
                    <span>{t(refusal)}</span>
                  </p>
                )}
              </li>
            );
          })}
        </ul>
        {good.length > 0 && (
          <>
            <FolderField folders={folders} value={typed} error={texts.folder} onChange={setTyped} />
            {people && (
              <PeopleField
                people={people}
                staff={place.staff}
                value={visibleTo}
                error={texts.visible_to}
                onChange={(chosen) => {
                  setWrong({});
                  setVisibleTo(chosen);
                }}
              />
            )}
            <UntilField value={until} error={texts.expires_on} onChange={setUntil} />
          </>
        )}
        <div class="form-end">
          {good.length > 0 && (
            <Button type="submit" look="primary">
              {t.count('upload.start', good.length, format.number(good.length))}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {t('documents.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
