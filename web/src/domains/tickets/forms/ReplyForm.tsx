/** A message in a ticket, from the customer or from staff. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
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

interface Props {
  accountId: string;
  ticketId: string;
  side: Side;
  onSent: (message: Message) => void;
}

interface Missing {
  message?: string;
}

const none: Missing = {};

const onApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function ReplyForm({ accountId, ticketId, side, onSent }: Props) {
  const t = useText();
  const { person } = useMe();
  const [missing, setMissing] = useState<Missing>(none);
  const { values, change, problem, sending, send } = useSubmission({
    draft: draftKey(person.id, ticketId),
    initial: { message: '' },
    submit: async ({ message }, key) => {
      const sent = await answer(
        api.POST('/accounts/{account_id}/tickets/{ticket_id}/replies', {
          params: {
            path: { account_id: accountId, ticket_id: ticketId },
            header: { 'Idempotency-Key': key },
          },
          body: { message: cleanProse(message) },
        }),
      );
      announce(t('thread.sent'));
      onSent(sent);
    },
  });
  const { form, texts, notice } = useFieldErrors(problem, missing, ['message']);

  const submit = () => {
    const message = cleanProse(values.message);
    const flaw = isBlank(message)
      ? t('field.required')
      : lengthOf(message) > limits.message
        ? t('field.too_long')
        : undefined;
    setMissing(flaw ? { message: flaw } : none);
    if (!flaw) void send();
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
          change({ message });
        }}
        onSend={submit}
      />
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
