/** Changes one thing of a file: what it is called and where it lies, who sees it, or until when. */

import { useMemo, useState } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { cleanLine } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { changeFile, type FileChange } from '../data/file-calls';
import { cleanFolder, folderFlaw } from '../data/folders';
import { endingOf, nameFlaw } from '../data/names';
import { ofPeople } from '../data/sight';
import type { Place, StoredFile } from '../data/types';
import { usePeople } from '../data/use-people';
import { lastMoment, pastDay } from '../data/words';
import { FolderField } from './FolderField';
import { PeopleField } from './PeopleField';
import { UntilField } from './UntilField';

export type ChangedPart = 'name' | 'people' | 'until';

interface Props {
  place: Place;
  file: StoredFile;
  part: ChangedPart;
  folders: readonly string[];
  onChanged: (file: StoredFile) => void;
  onCancel: () => void;
}

interface Wrong {
  name?: string;
  folder?: string;
  visible_to?: string;
  expires_on?: string;
}

const fields: (keyof Wrong)[] = ['name', 'folder', 'visible_to', 'expires_on'];

export function ChangeDialog({ place, file, part, folders, onChanged, onCancel }: Props) {
  const t = useText();
  const format = useFormat();
  const today = format.dayKey(useNow().toISOString());
  const people = usePeople(place);
  const [name, setName] = useState<string>(file.name);
  const [folder, setFolder] = useState<string>(file.folder ?? '');
  const [visibleTo, setVisibleTo] = useState<readonly string[] | null>(file.visible_to ?? null);
  const [until, setUntil] = useState(file.expires_at ? format.dayKey(lastMoment(file.expires_at)) : '');
  const [wrong, setWrong] = useState<Wrong>({});
  const { problem, sending, wait, run } = useCall();
  const { lines, rest } = useMemo(
    () => ofPeople(problem, 'visible_to', visibleTo ?? [], people ?? [], t),
    // As they were when it was sent.
    [problem],
  );
  const { form, texts, notice } = useFieldErrors(rest, wrong, fields);

  const change = (): FileChange => {
    if (part === 'people') return { visible_to: visibleTo && [...visibleTo] };
    if (part === 'until') return { expires_on: until || null };
    return { name: cleanLine(name), folder: cleanFolder(folder) || null };
  };
  const flaws = (): Wrong => {
    if (part === 'people') return visibleTo?.length === 0 ? { visible_to: t('visible.nobody') } : {};
    if (part === 'until') return until && until < today ? { expires_on: t('until.past') } : {};
    const ofName = nameFlaw(name, endingOf(file.name));
    const ofFolder = folderFlaw(cleanFolder(folder));
    return {
      ...(ofName ? { name: t(ofName) } : {}),
      ...(ofFolder ? { folder: t(ofFolder) } : {}),
    };
  };
  const submit = async () => {
    const found = flaws();
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    await run(async () => onChanged(await changeFile(file, change())));
  };

  return (
    <Dialog title={t(`change.${part}`, { name: file.name })} onCancel={onCancel}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {part === 'name' && (
          <>
            <Field label={t('file.name')} error={texts.name}>
              {(control) => (
                <input
                  {...control}
                  name="name"
                  autoComplete="off"
                  value={name}
                  onInput={(event) => setName(event.currentTarget.value)}
                />
              )}
            </Field>
            <FolderField folders={folders} value={folder} error={texts.folder} onChange={setFolder} />
          </>
        )}
        {part === 'people' && (
          <PeopleField
            people={people ?? []}
            staff={place.staff}
            value={visibleTo}
            error={texts.visible_to}
            onChange={(chosen) => {
              setWrong({});
              setVisibleTo(chosen);
            }}
          />
        )}
        {part === 'until' && (
          <UntilField
            value={until}
            error={texts.expires_on && (pastDay(problem, 'expires_on', t) ?? texts.expires_on)}
            onChange={setUntil}
          />
        )}
        <FormNotice lines={[...lines, ...notice]}>
          <Wait seconds={wait} />
        </FormNotice>
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
            {t('documents.save')}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t('documents.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
