/** Whom the team asks to sign a contract, in which order, and by when. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useNow } from '../../../lib/clock';
import { type Attempt, attemptFor } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Field, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { useGuardedCall, useStepUp } from '../../auth/public';
import { limits } from '../data/limits';
import { sendForSignature } from '../data/paper-calls';
import type { Paper } from '../data/paper-types';
import { ofPeople } from '../data/sight';
import { moved, withoutSigner, withSigner } from '../data/signer-order';
import type { WholeFile } from '../data/types';
import type { Named } from '../data/use-people';
import { pastDay } from '../data/words';
import { type OrderAct, SignerOrder } from './SignerOrder';

interface Props {
  file: WholeFile;
  paper: Paper;
  people: readonly Named[];
  /** `name` is of whoever is asked first. */
  onSent: (name: string) => Promise<void>;
  /** It cannot be sent any more. */
  onOvertaken: () => void;
  onCancel: () => void;
}

interface Wrong {
  signers?: string;
  due_on?: string;
  note?: string;
}

const fields: (keyof Wrong)[] = ['signers', 'due_on', 'note'];

export function SignersDialog({ file, paper, people, onSent, onOvertaken, onCancel }: Props) {
  const t = useText();
  const format = useFormat();
  const today = format.dayKey(useNow().toISOString());
  // As it was when the dialog came: it stays so while the page behind it changes.
  const [present] = useState(() => (paper.signing?.state === 'open' ? paper.signing : null));
  const [ids, setIds] = useState<readonly string[]>(present?.signers.map(({ person_id }) => person_id) ?? []);
  const [dueOn, setDueOn] = useState(present?.due_on ?? '');
  const [note, setNote] = useState(present?.note ?? '');
  const [wrong, setWrong] = useState<Wrong>({});
  // The same for every try of the same, so that an answer that was lost asks nobody twice.
  const attempt = useRef<Attempt | null>(null);
  const { guard, dialog } = useStepUp();
  const { problem, sending, wait, run } = useGuardedCall(guard);
  /** Whoever is to sign now may have left meanwhile. */
  const known: readonly Pick<Named, 'id' | 'name'>[] = [
    ...people,
    ...(present?.signers.map(({ person_id: id, name }) => ({ id, name })) ?? []),
  ];
  const { lines, rest } = useMemo(
    () => ofPeople(problem, 'signers', ids, known, t, 'signing.cannot'),
    // As they were when it was sent.
    [problem],
  );
  const { form, texts, notice } = useFieldErrors(rest, wrong, fields);
  const nameOf = (id: string) => known.find((each) => each.id === id)?.name ?? id;
  const others = ids.length < limits.signers ? people.filter(({ id }) => !ids.includes(id)) : [];

  /** What moved keeps the focus; what is gone gives it to whoever is chosen next. */
  const focusOn = useRef<string | null>(null);
  useEffect(() => {
    const target = focusOn.current && form.current?.querySelector<HTMLElement>(focusOn.current);
    focusOn.current = null;
    if (target) target.focus();
  }, [ids]);

  const act = (id: string, how: OrderAct) => {
    const name = nameOf(id);
    const after = how === 'remove' ? withoutSigner(ids, id) : moved(ids, id, how === 'up' ? -1 : 1);
    const place = after.indexOf(id);
    const atEnd = place === 0 ? 'down' : place === after.length - 1 ? 'up' : how;
    focusOn.current = how === 'remove' ? '[name="signers"]' : `[data-signer="${id}"] [data-act="${atEnd}"]`;
    setIds(after);
    setWrong({});
    announce(
      how === 'remove'
        ? t('signing.removed', { name })
        : t('signing.placed', { name, number: format.number(place + 1) }),
    );
  };
  const submit = async () => {
    const said = cleanProse(note);
    const found: Wrong = {
      ...(ids.length === 0 ? { signers: t('signing.none') } : {}),
      ...(dueOn && dueOn < today ? { due_on: t('until.past') } : {}),
      ...(lengthOf(said) > limits.help ? { note: t('field.too_long') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const body = {
      signers: [...ids],
      ...(dueOn ? { due_on: dueOn } : {}),
      ...(isBlank(said) ? {} : { note: said }),
    };
    attempt.current = attemptFor(attempt.current, JSON.stringify(body), () => crypto.randomUUID());
    const { key } = attempt.current;
    const failure = await run(async () => {
      await sendForSignature(file, body, key);
      await onSent(nameOf(ids[0] ?? ''));
    });
    if (failure?.code === 'conflict') onOvertaken();
  };
  return (
    <>
      <Dialog title={t('signing.send_title', { title: paper.title })} onCancel={onCancel}>
        {known.length === 0 ? (
          <p>{t('signing.no_people')}</p>
        ) : (
          <form
            ref={form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            {present && <p class="hint">{t('signing.change_hint')}</p>}
            <SignerOrder ids={ids} nameOf={nameOf} onAct={act} />
            {/* It stays when nobody is left, because it has the focus. */}
            <Field label={t('signing.add')} hint={t('signing.add_hint')} error={texts.signers}>
              {(control) => (
                <select
                  {...control}
                  name="signers"
                  value=""
                  onChange={({ currentTarget }) => {
                    const id = currentTarget.value;
                    currentTarget.value = '';
                    if (!id) return;
                    const after = withSigner(ids, id);
                    setIds(after);
                    setWrong({});
                    announce(t('signing.placed', { name: nameOf(id), number: format.number(after.length) }));
                  }}
                >
                  <option value="">{t('signing.choose')}</option>
                  {others.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field
              label={t('signing.due_on')}
              error={texts.due_on && (pastDay(problem, 'due_on', t) ?? texts.due_on)}
            >
              {(control) => (
                <input
                  {...control}
                  type="date"
                  name="due_on"
                  min={today}
                  value={dueOn}
                  onInput={(event) => setDueOn(event.currentTarget.value)}
                />
              )}
            </Field>
            <TextArea
              label={t('signing.note')}
              hint={t('signing.note_hint')}
              name="note"
              error={texts.note}
              value={note}
              max={limits.help}
              rows={2}
              onChange={setNote}
            />
            <FormNotice
              lines={problem?.code === 'conflict' ? [t('signing.send_late')] : [...lines, ...notice]}
            />
            <Wait seconds={wait} />
            <div class="form-end">
              <Button type="submit" look="primary" icon="send" busy={sending} disabled={wait > 0}>
                {t('signing.send')}
              </Button>
              <Button look="quiet" onClick={onCancel}>
                {t('documents.cancel')}
              </Button>
            </div>
          </form>
        )}
        {known.length === 0 && (
          <div class="form-end">
            <Button onClick={onCancel}>{t('action.close')}</Button>
          </div>
        )}
      </Dialog>
      {dialog}
    </>
  );
}
