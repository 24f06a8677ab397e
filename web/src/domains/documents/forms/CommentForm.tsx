/** Something to say of a file, and who is to look. */

import { useMemo, useState } from 'preact/hooks';
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
import { commentFile, type NamedFile } from '../data/file-calls';
import { limits } from '../data/limits';
import { ofPeople } from '../data/sight';
import type { Named } from '../data/use-people';
import { TickedPeople } from './PeopleField';

interface Props {
  file: NamedFile;
  /** Those who can be asked to look. */
  people: readonly Named[];
  onSent: () => Promise<void>;
}

interface Values {
  text: string;
  mentions: readonly string[];
}

export function CommentForm({ file, people, onSent }: Props) {
  const t = useText();
  const { person } = useMe();
  const [wrong, setWrong] = useState<{ text?: string }>({});
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, file.id),
    initial: { text: '', mentions: [] },
    submit: async ({ text, mentions }, key) => {
      await commentFile(file, cleanProse(text), mentions, key);
      announce(t('comments.sent'));
      await onSent();
    },
  });
  const [open, setOpen] = useState(values.mentions.length > 0);
  const { lines, rest } = useMemo(
    () => ofPeople(problem, 'mentions', values.mentions, people, t),
    // As they were when it was sent.
    [problem],
  );
  const { form, texts, notice } = useFieldErrors(rest, wrong, ['text']);
  const submit = () => {
    const text = cleanProse(values.text);
    const flaw = isBlank(text)
      ? t('field.required')
      : lengthOf(text) > limits.comment
        ? t('field.too_long')
        : null;
    setWrong(flaw ? { text: flaw } : {});
    if (!flaw) void send();
  };
  return (
    <form
      ref={form}
      class="comment-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextArea
        label={t('comments.label')}
        name="text"
        error={texts.text}
        value={values.text}
        max={limits.comment}
        rows={2}
        onChange={(text) => {
          setWrong({});
          change({ text });
        }}
        onSend={submit}
      />
      {people.length > 0 && (
        <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{t('comments.mention')}</summary>
          <TickedPeople
            legend={t('comments.mention_hint')}
            people={people}
            value={values.mentions}
            onChange={(mentions) => change({ mentions })}
          />
        </details>
      )}
      <FormNotice lines={[...lines, ...notice]} />
      <div class="form-end">
        <Button type="submit" look="primary" icon="send" busy={sending}>
          {t('comments.send')}
        </Button>
      </div>
    </form>
  );
}
