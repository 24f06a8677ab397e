/** A note for the team. */

import { useState } from 'preact/hooks';
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
import type { TicketWithMessages } from '../data/types';
import { type Note, writeNote } from '../data/use-desk';

interface Props {
  ticket: TicketWithMessages;
  onWritten: (note: Note) => void;
}

export function NoteForm({ ticket, onWritten }: Props) {
  const t = useText();
  const { person } = useMe();
  const [flaw, setFlaw] = useState<string | undefined>();
  const { values, change, problem, sending, send } = useSubmission<{ text: string }>({
    draft: draftKey(person.id, `note-${ticket.id}`),
    initial: { text: '' },
    submit: async ({ text }, key) => {
      const note = await writeNote(ticket, cleanProse(text), key);
      announce(t('desk.noted_said'));
      onWritten(note);
    },
  });
  const { form, texts, notice } = useFieldErrors(problem, flaw ? { text: flaw } : {}, ['text']);
  const submit = () => {
    const text = cleanProse(values.text);
    const found = isBlank(text)
      ? t('field.required')
      : lengthOf(text) > limits.message
        ? t('field.too_long')
        : undefined;
    setFlaw(found);
    if (!found) void send();
  };
  return (
    <form
      ref={form}
      class="note-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextArea
        label={t('desk.note')}
        placeholder={t('desk.note_placeholder')}
        name="text"
        error={texts.text}
        rows={2}
        max={limits.message}
        value={values.text}
        onChange={(text) => {
          setFlaw(undefined);
          change({ text });
        }}
        onSend={submit}
      />
      <FormNotice lines={notice} />
      <Button type="submit" busy={sending}>
        {t('desk.write')}
      </Button>
    </form>
  );
}
