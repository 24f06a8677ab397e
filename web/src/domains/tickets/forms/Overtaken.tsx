/** A colleague answered while an answer was written, so it was held back; comes with the page of the team. */

import type { ComponentType } from 'preact';
import type { Problem } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import type { Message } from '../data/types';
import { showMessage } from '../pages/show-message';

interface Props {
  newer: Message;
  onSendAnyway: () => void;
}

export interface Overtaking {
  newerMessage: (problem: Problem | null) => Message | null;
  Shown: ComponentType<Props>;
}

/** The message of a colleague that a reply was held back for. */
function newerMessage(problem: Problem | null): Message | null {
  const newer = problem?.code === 'conflict' ? problem.newer : undefined;
  return isMessage(newer) ? newer : null;
}

/** Only what is used of it is looked at. */
function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('seq' in value) || !('author' in value)) return false;
  const { seq, author } = value;
  return typeof seq === 'number' && typeof author === 'object' && author !== null && 'name' in author;
}

function Overtaken({ newer, onSendAnyway }: Props) {
  const t = useText();
  return (
    <Notice tone="problem">
      <p>{t('thread.answered_meanwhile', { name: newer.author.name })}</p>
      <div class="notice-actions">
        <Button onClick={() => showMessage(newer.seq)}>{t('thread.show_newer')}</Button>
        <Button look="quiet" onClick={onSendAnyway}>
          {t('thread.send_anyway')}
        </Button>
      </div>
    </Notice>
  );
}

export const overtaking: Overtaking = { newerMessage, Shown: Overtaken };
