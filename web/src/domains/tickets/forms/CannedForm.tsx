/** An answer to keep ready, new or changed. */

import { useState } from 'preact/hooks';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanLine, cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { type CannedReply, languages, putCanned } from '../data/canned';
import { limits } from '../data/limits';

interface Props {
  /** What is changed; a new one when there is none. */
  reply?: CannedReply;
  onSaved: () => void;
  onCancel: () => void;
  /** A colleague changed it meanwhile. */
  onOvertaken?: () => void;
}

interface Values {
  title: string;
  en: string;
  de: string;
}

const fields = ['title', 'en', 'de'] as const;

export function CannedForm({ reply, onSaved, onCancel, onOvertaken }: Props) {
  const t = useText();
  const { person } = useMe();
  const [flaws, setFlaws] = useState<Partial<Values>>({});
  const { values, change, problem, sending, send, discard } = useSubmission<Values>({
    draft: draftKey(person.id, `canned-${reply ? `${reply.id}-${reply.version}` : 'new'}`),
    initial: { title: reply?.title ?? '', en: reply?.en ?? '', de: reply?.de ?? '' },
    submit: async ({ title, en, de }, key) => {
      await putCanned(
        {
          ...(reply && { id: reply.id, version: reply.version }),
          title: cleanLine(title),
          ...(!isBlank(en) && { en: cleanProse(en) }),
          ...(!isBlank(de) && { de: cleanProse(de) }),
        },
        key,
      );
      onSaved();
    },
  });
  const overtaken = problem?.code === 'conflict' && reply !== undefined;
  const { form, texts, notice } = useFieldErrors(overtaken ? null : problem, flaws, [...fields]);
  const set = (part: Partial<Values>) => {
    setFlaws({});
    change(part);
  };
  const flawOf = (text: string, max: number) => (lengthOf(text) > max ? t('field.too_long') : undefined);
  return (
    <form
      ref={form}
      class="canned-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const none = isBlank(values.en) && isBlank(values.de);
        const all: { [Name in keyof Values]: string | undefined } = {
          title: isBlank(values.title) ? t('field.required') : flawOf(values.title, limits.cannedTitle),
          en: none ? t('canned.one_language') : flawOf(values.en, limits.canned),
          de: flawOf(values.de, limits.canned),
        };
        const wrong: Partial<Values> = {};
        for (const field of fields) if (all[field]) wrong[field] = all[field];
        setFlaws(wrong);
        if (Object.keys(wrong).length === 0) void send().then((sent) => !sent && onOvertaken?.());
      }}
    >
      <Field label={t('canned.name')} error={texts.title}>
        {(control) => (
          <input
            {...control}
            name="title"
            value={values.title}
            onInput={(event) => set({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      {languages.map((language) => (
        <TextArea
          key={language}
          label={t(`canned.${language}`)}
          hint={
            language === 'en'
              ? t('canned.places', { customer: '{customer}', reference: '{reference}', agent: '{agent}' })
              : undefined
          }
          name={language}
          rows={5}
          max={limits.canned}
          error={texts[language]}
          value={values[language]}
          onChange={(text) => set({ [language]: text })}
        />
      ))}
      <FormNotice lines={overtaken ? [t('canned.overtaken')] : notice} />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending}>
          {t('desk.save')}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            discard();
            onCancel();
          }}
        >
          {t('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}
