/** The folder that a file lies in: one that there is, or a new one. */

import { useId } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';
import { allFolders } from '../data/folders';

interface Props {
  folders: readonly string[];
  value: string;
  error?: string | undefined;
  onChange: (folder: string) => void;
}

export function FolderField({ folders, value, error, onChange }: Props) {
  const t = useText();
  const list = useId();
  return (
    <Field label={t('folder.label')} hint={t('folder.hint')} error={error}>
      {(control) => (
        <>
          <input
            {...control}
            name="folder"
            list={list}
            autoComplete="off"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          <datalist id={list}>
            {allFolders(folders).map((path) => (
              <option key={path} value={path} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
