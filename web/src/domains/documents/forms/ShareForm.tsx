/** A new link: for how long, and what whoever opens it is told. */

import { useState } from 'preact/hooks';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { cleanLine, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { type NamedFile, shareFile } from '../data/file-calls';
import { limits } from '../data/limits';
import type { NewShare } from '../data/types';

const offered = [1, 3, 7, limits.shareDays] as const;

export function ShareForm({ file, onMade }: { file: NamedFile; onMade: (share: NewShare) => void }) {
  const t = useText();
  const format = useFormat();
  const [days, setDays] = useState<number>(7);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<{ note?: string }>({});
  const { problem, sending, wait, run } = useCall();
  const { form, texts, notice } = useFieldErrors(problem, wrong, ['note']);
  const submit = async () => {
    const told = cleanLine(note);
    const flaw = lengthOf(told) > limits.shareNote ? t('field.too_long') : null;
    setWrong(flaw ? { note: flaw } : {});
    if (flaw) return;
    await run(async () => {
      onMade(await shareFile(file, days, told));
      setNote('');
    });
  };
  return (
    <form
      ref={form}
      class="share-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('shares.days')}>
        {(control) => (
          <select
            {...control}
            name="days"
            value={days}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          >
            {offered.map((each) => (
              <option key={each} value={each}>
                {t.count('shares.for_days', each, format.number(each))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('shares.note')} hint={t('shares.note_hint')} error={texts.note}>
        {(control) => (
          <input
            {...control}
            name="note"
            autoComplete="off"
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <FormNotice lines={notice}>
        <Wait seconds={wait} />
      </FormNotice>
      <div class="form-end">
        <Button type="submit" busy={sending} disabled={wait > 0}>
          {t('shares.make')}
        </Button>
      </div>
    </form>
  );
}
