/** The tags of a ticket, on one line. */

import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { cleanLine, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { limits } from '../data/limits';

interface Props {
  tags: readonly string[];
  sending: boolean;
  onSave: (tags: string[]) => void;
  onCancel: () => void;
}

export function TagsForm({ tags, sending, onSave, onCancel }: Props) {
  const t = useText();
  const [line, setLine] = useState(tags.join(', '));
  const [flaw, setFlaw] = useState<string | undefined>();
  const save = () => {
    const wanted = line.split(',').map(cleanLine).filter(Boolean);
    const found =
      wanted.length > limits.tags
        ? t('desk.too_many_tags')
        : wanted.some((tag) => lengthOf(tag) > limits.tag)
          ? t('field.too_long')
          : undefined;
    setFlaw(found);
    if (!found) onSave(wanted);
  };
  return (
    <form
      class="tags-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t('desk.tags')} hint={t('desk.tags_hint')} error={flaw}>
        {(control) => (
          <input
            {...control}
            name="tags"
            dir="auto"
            value={line}
            onInput={(event) => setLine(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="form-end">
        <Button type="submit" busy={sending}>
          {t('desk.save')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}
