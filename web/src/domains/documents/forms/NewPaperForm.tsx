/** A new paper: what it is, for whom, and what stands in it. */

import { useMemo, useState } from 'preact/hooks';
import { draftKey, draftsLast } from '../../../lib/drafts';
import { languages, useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { Button } from '../../../ui/Button';
import { Choice, Field, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { unlessDeclined, useStepUp } from '../../auth/public';
import { addresseeOf } from '../data/addressee';
import { limits } from '../data/limits';
import { replaceable } from '../data/paper';
import { createPaper } from '../data/paper-calls';
import { paperKinds } from '../data/paper-types';
import { withTicketId } from '../data/recent-tickets';
import { ofPeople } from '../data/sight';
import { decimalSign, typedAmount } from '../data/typed-amount';
import { emptyPaper, flawsOf, paperFields, paperOf, type TypedPaper } from '../data/typed-paper';
import type { Place, StoredFile, WholeFile } from '../data/types';
import type { Account } from '../data/use-account-name';
import { useFiles } from '../data/use-files';
import { usePeople } from '../data/use-people';
import { AmountFields } from './AmountFields';
import { FolderField } from './FolderField';
import { PeopleField } from './PeopleField';
import { SupersedesField } from './SupersedesField';
import { TableField } from './TableField';
import { TicketField } from './TicketField';
import { WritingHelp } from './WritingHelp';

interface Props {
  place: Place;
  account: Account | null;
  /** What it replaces. */
  before: WholeFile | null;
  /** The request that it tells of; empty where none is given. */
  ticket: string;
  folder: string;
  onMade: (file: StoredFile) => void;
}

export function NewPaperForm({ place, account, before, ticket, folder, onMade }: Props) {
  const t = useText();
  const format = useFormat();
  const decimal = decimalSign(format);
  const { person } = useMe();
  const people = usePeople(place);
  const { data: files, folders } = useFiles(place.accountId, { folder, trash: false });
  const { guard, dialog } = useStepUp();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const supersedes = before?.id ?? '';
  const of = (language: string) => addresseeOf(account, language);
  const {
    values,
    change,
    problem: given,
    sending,
    send,
  } = useSubmission<TypedPaper>({
    // One for each thing that it is about.
    draft: draftKey(person.id, `${place.accountId}.paper.${supersedes || ticket}`),
    initial: emptyPaper({ ticket, supersedes, folder }, t.language, before?.paper ?? null, decimal),
    submit: (typed, key) =>
      guard(async () => {
        const paper = paperOf(withTicketId(typed, place.accountId), of(typed.language), decimal);
        onMade(await createPaper(place.accountId, paper, key));
      }),
  });
  const problem = unlessDeclined(given);
  const { lines, rest } = useMemo(
    () => ofPeople(problem, 'visible_to', values.visible_to ?? [], people ?? [], t),
    // As they were when it was sent.
    [problem],
  );
  const { form, texts, notice } = useFieldErrors<string>(rest, wrong, paperFields);
  const isTranscript = values.kind === 'transcript';
  const offered = replaceable<StoredFile>(files?.items ?? [], before, values.kind);
  const addressee = of(values.language);

  const submit = () => {
    const example = typedAmount('1234.50', decimal);
    const typed = withTicketId(values, place.accountId);
    const found = Object.entries(flawsOf(typed, addressee, decimal)).map(([name, flaw]) => [
      name,
      flaw === 'making.amount_wrong' ? t(flaw, { example }) : t(flaw),
    ]);
    setWrong(Object.fromEntries(found));
    if (found.length === 0) void send();
  };
  return (
    <>
      <form
        ref={form}
        class="sheet"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="paper-kinds">
          <Choice
            legend={t('making.kind')}
            name="kind"
            value={values.kind}
            error={texts.kind}
            options={paperKinds.map((value) => ({
              value,
              label: t(`paper.kind.${value}`),
              hint: t(`making.kind.${value}`),
            }))}
            // A paper replaces one of its kind.
            onChange={(kind) =>
              change({ kind, supersedes: before?.document?.kind === kind ? supersedes : '' })
            }
          />
        </div>
        {isTranscript && (
          <TicketField
            place={place}
            value={values.ticket}
            error={texts.ticket_id}
            onChange={(ticket) => change({ ticket })}
          />
        )}
        <Choice
          legend={t('making.language')}
          name="paper_language"
          look="segments"
          value={values.language}
          error={texts.language}
          options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
          onChange={(language) => change({ language })}
        />
        <Field label={t('making.named')} hint={t('making.named_hint')} error={texts.title}>
          {(control) => (
            <input
              {...control}
              name="title"
              autoComplete="off"
              required
              value={values.title}
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('making.recipient')} error={texts['recipient/name']}>
          {(control) => (
            <input
              {...control}
              name="recipient/name"
              autoComplete="off"
              value={values.recipient ?? addressee.name}
              onInput={(event) => change({ recipient: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('making.lines')} hint={t('making.lines_hint')} error={texts['recipient/lines']}>
          {(control) => (
            <textarea
              {...control}
              name="recipient/lines"
              rows={3}
              autoComplete="off"
              value={values.lines ?? addressee.lines.join('\n')}
              onInput={(event) => change({ lines: event.currentTarget.value })}
            />
          )}
        </Field>
        {!isTranscript && (
          <>
            <TextArea
              label={t('making.body')}
              name="body"
              error={texts.body}
              value={values.body}
              max={limits.body}
              rows={10}
              onChange={(body) => change({ body })}
            />
            <WritingHelp />
            <TableField value={values.table} error={texts.table} onChange={(table) => change({ table })} />
            <AmountFields
              amount={values.amount}
              currency={values.currency}
              decimal={decimal}
              errors={{ value: texts['amount/value'], currency: texts['amount/currency'] }}
              onChange={change}
            />
          </>
        )}
        <SupersedesField
          offered={offered}
          value={values.supersedes}
          error={texts.supersedes}
          onChange={(chosen) => change({ supersedes: chosen })}
        />
        <FolderField
          folders={folders}
          value={values.folder}
          error={texts.folder}
          onChange={(chosen) => change({ folder: chosen })}
        />
        {people && (
          <PeopleField
            people={people}
            staff={place.staff}
            all={isTranscript ? { label: t('making.for_opener') } : undefined}
            hint={t('making.visible_hint')}
            value={values.visible_to}
            error={texts.visible_to}
            onChange={(visible_to) => {
              setWrong({});
              change({ visible_to });
            }}
          />
        )}
        <FormNotice lines={[...lines, ...notice]} />
        <div class="form-end">
          <Button type="submit" look="primary" icon="send" busy={sending}>
            {t('making.submit')}
          </Button>
          <p class="hint">{t(draftsLast() ? 'making.draft_kept' : 'draft.not_kept')}</p>
        </div>
      </form>
      {dialog}
    </>
  );
}
