/** What is asked of a customer: a title, and one line for each document. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useNow } from '../../../lib/clock';
import { draftKey, draftsLast } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { Button } from '../../../ui/Button';
import { Field, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { FormNotice } from '../../../ui/Notice';
import {
  askedOf,
  emptyRequest,
  fieldsOf,
  flawsOf,
  type TypedLine,
  type TypedRequest,
  withLine,
  withoutLine,
} from '../data/asked-lines';
import { limits } from '../data/limits';
import type { FileRequest, Place } from '../data/types';
import { usePeople } from '../data/use-people';
import { askForFiles } from '../data/use-requests';
import { pastDay } from '../data/words';

interface Props {
  place: Place;
  onAsked: (request: FileRequest) => void;
}

export function NewRequestForm({ place, onAsked }: Props) {
  const t = useText();
  const format = useFormat();
  const today = format.dayKey(useNow().toISOString());
  const { person } = useMe();
  const people = usePeople(place);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const { values, change, problem, sending, send } = useSubmission<TypedRequest>({
    draft: draftKey(person.id, `${place.accountId}.wanted`),
    initial: emptyRequest,
    submit: async (given, key) => onAsked(await askForFiles(place.accountId, askedOf(given), key)),
  });
  const { form, texts, notice } = useFieldErrors<string>(problem, wrong, fieldsOf(values));
  const { title, note, due_on, person_id, lines } = values;

  /** A new line begins at its label; when one goes, the button that adds one is near. */
  const adding = useRef(false);
  useEffect(() => {
    if (!adding.current) return;
    adding.current = false;
    const labels = form.current?.querySelectorAll<HTMLInputElement>('input[name$="/label"]');
    labels?.item(labels.length - 1).focus();
  }, [lines.length]);

  const submit = () => {
    const found = Object.entries(flawsOf(values)).map(([name, flaw]) => [name, t(flaw)]);
    if (due_on && due_on < today) found.push(['due_on', t('until.past')]);
    setWrong(Object.fromEntries(found));
    if (found.length === 0) void send();
  };
  const changeLine = (key: number, part: Partial<TypedLine>) =>
    change({ lines: lines.map((line) => (line.key === key ? { ...line, ...part } : line)) });

  return (
    <form
      ref={form}
      class="sheet"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('wanted.new.title')} hint={t('wanted.new.title_hint')} error={texts.title}>
        {(control) => (
          <input
            {...control}
            name="title"
            autoComplete="off"
            required
            value={title}
            onInput={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <TextArea
        label={t('wanted.new.note')}
        name="note"
        error={texts.note}
        value={note}
        max={limits.help}
        rows={2}
        onChange={(typed) => change({ note: typed })}
      />
      <Field
        label={t('wanted.new.due')}
        hint={t('wanted.new.due_hint')}
        error={texts.due_on && (pastDay(problem, 'due_on', t) ?? texts.due_on)}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            name="due_on"
            min={today}
            value={due_on}
            onInput={(event) => change({ due_on: event.currentTarget.value })}
          />
        )}
      </Field>
      {people && (
        <Field label={t('wanted.new.person')} hint={t('wanted.new.person_hint')} error={texts.person_id}>
          {(control) => (
            <select
              {...control}
              name="person_id"
              value={person_id}
              onChange={(event) => change({ person_id: event.currentTarget.value })}
            >
              <option value="">{t('wanted.new.anybody')}</option>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <section class="typed-lines" aria-labelledby="lines">
        <h2 id="lines">{t('wanted.new.lines')}</h2>
        {lines.map(({ key, label, help }, index) => (
          <fieldset key={key} class="typed-line">
            <legend>{t('wanted.new.line', { number: format.number(index + 1) })}</legend>
            <Field label={t('wanted.new.label')} error={texts[`lines/${index}/label`]}>
              {(control) => (
                <input
                  {...control}
                  name={`lines/${index}/label`}
                  autoComplete="off"
                  required
                  value={label}
                  onInput={(event) => changeLine(key, { label: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field
              label={t('wanted.new.help')}
              hint={t('wanted.new.help_hint')}
              error={texts[`lines/${index}/help`]}
            >
              {(control) => (
                <input
                  {...control}
                  name={`lines/${index}/help`}
                  autoComplete="off"
                  value={help}
                  onInput={(event) => changeLine(key, { help: event.currentTarget.value })}
                />
              )}
            </Field>
            {lines.length > 1 && (
              <button
                type="button"
                class="icon-button"
                aria-label={t('wanted.new.remove', { number: format.number(index + 1) })}
                title={t('wanted.new.remove', { number: format.number(index + 1) })}
                onClick={() => {
                  setWrong({});
                  change({ lines: withoutLine(lines, key) });
                  form.current?.querySelector<HTMLElement>('.add-line button')?.focus();
                }}
              >
                <Icon name="close" />
              </button>
            )}
          </fieldset>
        ))}
        {lines.length < limits.lines && (
          <div class="add-line">
            <Button
              icon="plus"
              onClick={() => {
                adding.current = true;
                change({ lines: withLine(lines) });
              }}
            >
              {t('wanted.new.add')}
            </Button>
          </div>
        )}
      </section>
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" look="primary" icon="send" busy={sending}>
          {t('wanted.new.submit')}
        </Button>
        <p class="hint">{t(draftsLast() ? 'wanted.new.draft_kept' : 'draft.not_kept')}</p>
      </div>
    </form>
  );
}
