/** What a person tells us when they open a ticket. */

import '../styles/new-ticket.css';
import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { draftKey, draftsLast } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanLine, cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Choice, Counter, Field, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { limits } from '../data/limits';
import { priorityOf } from '../data/priority';
import { type Kind, kinds, type Level, levels, type Ticket } from '../data/types';
import { PriorityMark } from '../pages/TicketMarks';

interface Values {
  subject: string;
  message: string;
  kind: Kind;
  impact: Level;
  urgency: Level;
}

const fields: (keyof Values)[] = ['subject', 'message', 'kind', 'impact', 'urgency'];

const empty: Values = {
  subject: '',
  message: '',
  kind: 'question',
  impact: 'medium',
  urgency: 'medium',
};

export function OpenTicketForm({
  accountId,
  onOpened,
}: {
  accountId: string;
  onOpened: (ticket: Ticket) => void;
}) {
  const t = useText();
  const { person } = useMe();
  const [missing, setMissing] = useState<{ subject?: string; message?: string }>({});
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, `${accountId}.new`),
    initial: empty,
    submit: async (given, key) => {
      const opened = await answer(
        api.POST('/accounts/{account_id}/tickets', {
          params: { path: { account_id: accountId }, header: { 'Idempotency-Key': key } },
          body: { ...given, subject: cleanLine(given.subject), message: cleanProse(given.message) },
        }),
      );
      onOpened(opened);
    },
  });
  const { form, texts: errors, notice } = useFieldErrors(problem, missing, fields);

  const submit = () => {
    const incomplete = {
      ...refusal('subject', cleanLine(values.subject), limits.subject),
      ...refusal('message', cleanProse(values.message), limits.message),
    };
    setMissing(incomplete);
    if (!incomplete.subject && !incomplete.message) void send();
  };
  const refusal = (field: 'subject' | 'message', text: string, max: number) =>
    isBlank(text)
      ? { [field]: t('field.required') }
      : lengthOf(text) > max
        ? { [field]: t('field.too_long') }
        : {};

  const priority = priorityOf(values.impact, values.urgency);
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
      <Choice
        legend={t('new.kind')}
        name="kind"
        value={values.kind}
        error={errors.kind}
        options={kinds.map((kind) => ({
          value: kind,
          label: t(`kind.${kind}`),
          hint: t(`kind.${kind}.hint`),
        }))}
        onChange={(kind) => change({ kind })}
      />
      <Field label={t('new.subject')} hint={t('new.subject_hint')} error={errors.subject}>
        {(control) => (
          <>
            <input
              {...control}
              name="subject"
              autoComplete="off"
              required
              value={values.subject}
              onInput={(event) => change({ subject: event.currentTarget.value })}
            />
            {lengthOf(values.subject) > limits.subject - 40 && (
              <Counter length={lengthOf(values.subject)} max={limits.subject} />
            )}
          </>
        )}
      </Field>
      <TextArea
        label={t('new.message')}
        name="message"
        hint={t('new.message_hint')}
        error={errors.message}
        rows={8}
        max={limits.message}
        value={values.message}
        onChange={(message) => change({ message })}
        onSend={submit}
      />
      <section class="pressing" aria-labelledby="pressing">
        <h2 id="pressing">{t('new.pressing')}</h2>
        <Choice
          legend={t('new.impact')}
          name="impact"
          look="segments"
          value={values.impact}
          error={errors.impact}
          options={levels.map((level) => ({ value: level, label: t(`impact.${level}`) }))}
          onChange={(impact) => change({ impact })}
        />
        <Choice
          legend={t('new.urgency')}
          name="urgency"
          look="segments"
          value={values.urgency}
          error={errors.urgency}
          options={levels.map((level) => ({ value: level, label: t(`urgency.${level}`) }))}
          onChange={(urgency) => change({ urgency })}
        />
        <div class="result" role="status">
          <PriorityMark priority={priority} />
          <p>
            <span>{t('new.result', { priority: t(`priority.${priority}`) })}</span>{' '}
            <span>{t(`new.result.${priority}`)}</span>
          </p>
        </div>
      </section>
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" look="primary" icon="send" busy={sending}>
          {t('new.submit')}
        </Button>
        <p class="hint">{t(draftsLast() ? 'new.draft_kept' : 'draft.not_kept')}</p>
      </div>
    </form>
  );
}
