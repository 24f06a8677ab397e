/** Asks before something is done that cannot be taken back. */

import type { Problem } from '../api/problem';
import { useText } from '../lib/i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Notice } from './Notice';
import { problemText } from './problem-text';

interface Props {
  title: string;
  text: string;
  act: string;
  cancel: string;
  busy: boolean;
  problem: Problem | null;
  onAct: () => void;
  onCancel: () => void;
}

export function ConfirmDialog({ title, text, act, cancel, busy, problem, onAct, onCancel }: Props) {
  const t = useText();
  return (
    <Dialog title={title} onCancel={onCancel}>
      <p>{text}</p>
      {problem && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <div class="form-end">
        <Button look="primary" busy={busy} onClick={onAct}>
          {act}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </Dialog>
  );
}
