/** What became of a change, beside what was changed. */

import { useEffect, useRef } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import type { Change } from '../data/preferences';
import type { Outcome } from '../data/use-preferences';

interface Props {
  outcome: Outcome | undefined;
  onUndo: (undo: Change) => void;
}

/** That it is saved, and the way back. The same button undoes again and again, so it keeps the focus. */
export function Saved({ outcome, onUndo }: Props) {
  const t = useText();
  const here = useRef<HTMLParagraphElement>(null);
  // It takes the focus that went with what said why it was not saved.
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus({ preventScroll: true });
  }, [outcome?.phase]);
  if (!outcome || outcome.phase === 'failed') return null;
  const { phase, undo, again } = outcome;
  return (
    <p class="outcome" ref={here} tabIndex={-1}>
      {phase === 'saved' ? (
        <span class="saved">
          <Icon name="check" />
          <span>{t('preferences.saved')}</span>
        </span>
      ) : (
        <span class="hint">{t('preferences.saving')}</span>
      )}
      {undo && (phase === 'saved' || again) && (
        <Button look="quiet" busy={phase === 'saving'} onClick={() => onUndo(undo)}>
          {t('preferences.undo')}
        </Button>
      )}
    </p>
  );
}

/** Why it is not saved. What is shown is as it was before. */
export function NotSaved({
  outcome,
  onRetry,
}: {
  outcome: Outcome | undefined;
  onRetry: (change: Change) => void;
}) {
  const t = useText();
  if (!outcome?.problem) return null;
  const { change, problem } = outcome;
  return (
    <Notice tone="problem" reveal>
      <p>
        <span>{t('preferences.not_saved')}</span> <span>{problemText(problem, t)}</span>
      </p>
      <Button onClick={() => onRetry(change)}>{t('action.retry')}</Button>
    </Notice>
  );
}
