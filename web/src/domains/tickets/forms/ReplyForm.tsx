/** A message in a ticket, from the customer or from staff. */

import { useEffect, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { noAnswer, type Problem } from '../../../api/problem';
import { announce } from '../../../lib/announce';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice, Notice } from '../../../ui/Notice';
import { limits } from '../data/limits';
import type { Message } from '../data/types';
import { showMessage } from '../pages/show-message';
import type { Side } from '../pages/TicketMarks';

interface Props {
  accountId: string;
  ticketId: string;
  side: Side;
  /** The last message on the page. */
  lastSeq: number;
  /** A colleague answered meanwhile. */
  onOvertaken: () => void;
  onSent: (message: Message) => void;
}

interface Missing {
  message?: string;
}

const none: Missing = {};

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

const onApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

interface Values {
  message: string;
  /** What the writer had seen when it was sent: a retry of an unanswered try says the same. */
  seen: number | null;
}

export function ReplyForm({ accountId, ticketId, side, lastSeq, onOvertaken, onSent }: Props) {
  const t = useText();
  const { person } = useMe();
  const [missing, setMissing] = useState<Missing>(none);
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, ticketId),
    initial: { message: '', seen: null },
    submit: async ({ message, seen }, key) => {
      const sent = await answer(
        api.POST('/accounts/{account_id}/tickets/{ticket_id}/replies', {
          params: {
            path: { account_id: accountId, ticket_id: ticketId },
            header: { 'Idempotency-Key': key },
          },
          body: {
            message: cleanProse(message),
            ...(side === 'staff' && seen !== null && { last_seq: seen }),
          },
        }),
      );
      announce(t('thread.sent'));
      onSent(sent);
    },
  });
  const newer = newerMessage(problem);
  const { form, texts, notice } = useFieldErrors(newer ? null : problem, missing, ['message']);
  useEffect(() => {
    // A refusal is an answer: the next try says anew what was seen. The message that stood in the way is loaded.
    if (problem && !noAnswer(problem)) change({ seen: null });
    if (newer) onOvertaken();
  }, [problem]);

  const submit = (seen = values.seen ?? lastSeq) => {
    const message = cleanProse(values.message);
    const flaw = isBlank(message)
      ? t('field.required')
      : lengthOf(message) > limits.message
        ? t('field.too_long')
        : undefined;
    setMissing(flaw ? { message: flaw } : none);
    if (flaw) return;
    change({ seen });
    void send();
  };

  return (
    <form
      ref={form}
      class="reply"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextArea
        label={t(side === 'staff' ? 'thread.reply_staff' : 'thread.reply')}
        placeholder={t(side === 'staff' ? 'thread.reply_placeholder_staff' : 'thread.reply_placeholder')}
        name="message"
        error={texts.message}
        rows={4}
        max={limits.message}
        value={values.message}
        onChange={(message) => {
          setMissing(none);
          change({ message, seen: null });
        }}
        onSend={() => submit()}
      />
      {newer && (
        <Notice tone="problem">
          <p>{t('thread.answered_meanwhile', { name: newer.author.name })}</p>
          <div class="notice-actions">
            <Button onClick={() => showMessage(newer.seq)}>{t('thread.show_newer')}</Button>
            <Button look="quiet" onClick={() => submit(newer.seq)}>
              {t('thread.send_anyway')}
            </Button>
          </div>
        </Notice>
      )}
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" look="primary" icon="send" busy={sending}>
          {t(side === 'staff' ? 'thread.send_staff' : 'thread.send')}
        </Button>
        <p class="hint keyboard-only">
          {t('thread.send_hint', { key: onApple ? '⌘' : t('thread.control_key') })}
        </p>
      </div>
    </form>
  );
}
