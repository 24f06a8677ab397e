/** The whole page takes files: dropped anywhere on it, or pasted while no field has the focus. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { DocumentIcon } from './DocumentIcon';

interface Props {
  /** What they are dropped into. */
  folder: string;
  /** Null where nothing is taken. */
  onFiles: ((files: readonly File[]) => void) | null;
}

const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
/** A question over the page is answered first. */
const asks = () => document.querySelector('dialog[open]') !== null;

export function DropZone({ folder, onFiles }: Props) {
  const t = useText();
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target } = event;
      const inField = target instanceof Element && target.closest('input, textarea, select, dialog');
      const files = [...(event.clipboardData?.files ?? [])];
      if (inField || files.length === 0 || !latest.current) return;
      event.preventDefault();
      latest.current(files);
    };
    // Also where nothing is taken: a dropped file would replace the portal by itself.
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(latest.current !== null && !asks());
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && !asks()) latest.current?.(files);
    };
    document.addEventListener('paste', paste);
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);

  if (!over) return null;
  return (
    <div class="drop-here" aria-hidden="true">
      <p dir="auto">
        <DocumentIcon name="folder" />
        <span>{t('upload.drop', { folder })}</span>
      </p>
    </div>
  );
}
