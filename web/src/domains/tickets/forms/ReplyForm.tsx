/** A message in a ticket, from the customer or from staff. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { noAnswer } from '../../../api/problem';
import { announce } from '../../../lib/announce';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { limits } from '../data/limits';
import type { Message } from '../data/types';
import type { Side } from '../pages/TicketMarks';
import type { Overtaking } from './Overtaken';

interface Props {
  accountId: string;
  ticketId: string;
  side: Side;
  /** The last message on the page. */
  lastSeq: number;
  /** What is said when a colleague answered meanwhile. */
  overtaken?: Overtaking | undefined;
  onOvertaken: () => void;
  /** What puts texts into the message. */
  tools?: ((insert: (text: string) => void) => ComponentChildren) | undefined;
  onSent: (message: Message) => void;
}

interface Missing {
  message?: string;
}

const none: Missing = {};

const onApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

interface Values {
  message: string;
  /** What the writer had seen when it was sent: a retry of an unanswered try says the same. */
  seen: number | null;
}

export function ReplyForm({
  accountId,
  ticketId,
  side,
  lastSeq,
  overtaken,
  onOvertaken,
  tools,
  onSent,
}: Props) {
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
  // The team's words come with its pages.
  const ofSide = side === 'staff' ? '_staff' : '';
  const newer = overtaken?.newerMessage(problem);
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
        label={t(`thread.reply${ofSide}`)}
        placeholder={t(`thread.reply_placeholder${ofSide}`)}
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
      {tools?.((text) => {
        const { message } = values;
        change({ message: message ? `${message}\n\n${text}` : text, seen: null });
      })}
      {newer && overtaken && <overtaken.Shown newer={newer} onSendAnyway={() => submit(newer.seq)} />}
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" look="primary" icon="send" busy={sending}>
          {t(`thread.send${ofSide}`)}
        </Button>
        <p class="hint keyboard-only">
          {t('thread.send_hint', { key: onApple ? '⌘' : t('thread.control_key') })}
        </p>
      </div>
    </form>
  );
}
