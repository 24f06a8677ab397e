/** What was just done with a file, and the way back. It takes the focus that went with a row. */

import { useEffect, useRef } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Wait } from '../../../ui/Wait';
import { fileProblemText } from '../data/words';

interface Props {
  text: string;
  /** Null where it needs no way back. */
  undo: (() => Promise<void>) | null;
  onClose: () => void;
}

export function Undo({ text, undo, onClose }: Props) {
  const t = useText();
  const { problem, sending, wait, run } = useCall();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus({ preventScroll: true });
  }, [text]);
  return (
    <div class="notice info undo" ref={here} tabIndex={-1}>
      <Icon name="check" />
      <div>
        <p dir="auto">{text}</p>
        {problem && <p role="alert">{fileProblemText(problem, t)}</p>}
        <Wait seconds={wait} />
      </div>
      {undo && (
        <Button busy={sending} disabled={wait > 0} onClick={() => void run(undo)}>
          {t('documents.undo')}
        </Button>
      )}
      <button type="button" class="icon-button" aria-label={t('action.close')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
