/** Says when uploads have ended: to the page, which shows what has come, and to those who listen. */

import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import type { UploadTask } from './uploads';

const ends = {
  done: 'upload.done_told',
  failed: 'upload.failed_told',
  refused: 'upload.failed_told',
} as const;

export function useFinished(tasks: readonly UploadTask[], onStored: () => void): void {
  const t = useText();
  const told = useRef(new Map<number, string>());
  useEffect(() => {
    for (const { id, phase, file } of tasks) {
      const before = told.current.get(id);
      told.current.set(id, phase);
      if (before === phase || !(phase in ends)) continue;
      const end = ends[phase as keyof typeof ends];
      // What had ended before this page came was told there.
      if (before !== undefined || phase === 'refused') announce(t(end, { name: file.name }));
      if (before !== undefined && phase === 'done') onStored();
    }
  }, [tasks]);
}
