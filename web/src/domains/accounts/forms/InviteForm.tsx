/** Whom to invite: typed, pasted or out of a file. What would come of it is shown before anything is sent. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Membership } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { draftKey } from '../../../lib/drafts';
import { type Language, languages, useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { Button } from '../../../ui/Button';
import { Choice, Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { FormNotice, Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { unlessDeclined, useGuardedCall, useStepUp } from '../../auth/public';
import { checked, invite } from '../data/invite';
import { decoded, largestFile, leftOver, mostAtOnce, type Row, rowsIn } from '../data/invite-rows';
import { covers, presetOf } from '../data/rights';
import { type Role, roles } from '../data/types';
import { CheckedRows } from './CheckedRows';

interface Values {
  text: string;
  role: Role;
  language: Language;
}

interface Props {
  membership: Membership;
  /** All of them. */
  onInvited: () => void;
}

/** Those that an invitation leaves for: not who belongs to the account already. */
const isSent = ({ flaw, outcome }: Row) => flaw === null && outcome !== 'already_member';

export function InviteForm({ membership, onInvited }: Props) {
  const t = useText();
  const format = useFormat();
  const { person } = useMe();
  const accountId = membership.account.id;
  const { guard, dialog } = useStepUp();
  const checking = useGuardedCall(guard);
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [own, setOwn] = useState<{ text?: string }>({});
  const [fileFlaw, setFileFlaw] = useState<'too_large' | 'unreadable' | null>(null);
  const [invited, setInvited] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const sent = rows?.filter(isSent) ?? [];

  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, `${accountId}.invite`),
    initial: { text: '', role: 'member', language: t.language },
    submit: ({ language }, key) =>
      guard(async () => {
        await invite(accountId, sent, language, key);
      }),
  });
  const { form, texts: errors, notice } = useFieldErrors(checking.problem, own, ['text']);

  useEffect(() => {
    if (rows) heading.current?.focus();
  }, [rows]);

  /** What was checked no longer stands there. */
  const edit = (part: Partial<Values>) => {
    setRows(null);
    setOwn({});
    setInvited(0);
    change(part);
  };

  const choose = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    setFileFlaw(null);
    if (!file) return;
    if (file.size > largestFile) return setFileFlaw('too_large');
    try {
      const text = decoded(new Uint8Array(await file.arrayBuffer()));
      // What was typed stays, above what the file holds.
      edit({ text: values.text.trim() ? `${values.text.trimEnd()}\n${text}` : text });
      announce(t('invite.file_read', { name: file.name }));
    } catch {
      setFileFlaw('unreadable');
    }
  };

  const check = async () => {
    if (checking.wait > 0) return;
    setRows(null);
    const found = rowsIn(values.text, values.role);
    const flaw =
      found.length === 0
        ? t('field.required')
        : found.length > mostAtOnce
          ? t('invite.too_many', { count: format.number(found.length), most: mostAtOnce })
          : null;
    setOwn(flaw ? { text: flaw } : {});
    if (flaw) return checking.forgetProblem();
    await checking.run(async () => {
      setRows(
        await checked(found, (people) =>
          invite(accountId, people, values.language, crypto.randomUUID(), true),
        ),
      );
    });
  };

  const submit = async () => {
    const rest = leftOver(rows ?? []);
    const count = sent.length;
    if (!(await send())) return;
    if (!rest) return onInvited();
    // What is wrong stays here to be mended.
    setRows(null);
    change({ text: rest });
    setInvited(count);
    announce(t.count('invite.some_sent', count, format.number(count)));
  };

  const refused = unlessDeclined(problem);
  return (
    <>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void (rows && sent.length > 0 ? submit() : check());
        }}
      >
        {invited > 0 && (
          <Notice tone="info">
            <p>{t.count('invite.some_sent', invited, format.number(invited))}</p>
          </Notice>
        )}
        <Field label={t('invite.addresses')} hint={t('invite.addresses_hint')} error={errors.text}>
          {(control) => (
            <textarea
              {...control}
              name="text"
              rows={5}
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              value={values.text}
              onInput={(event) => edit({ text: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          label={t('invite.file')}
          hint={t('invite.file_hint')}
          error={fileFlaw ? t(`invite.file_${fileFlaw}`) : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              name="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
              onChange={(event) => void choose(event.currentTarget)}
            />
          )}
        </Field>
        <Field label={t('invite.role')} hint={t(`role.${values.role}.hint`)}>
          {(control) => (
            <select
              {...control}
              name="role"
              value={values.role}
              onChange={(event) => {
                const role = roles.find((each) => each === event.currentTarget.value);
                if (role) edit({ role });
              }}
            >
              {roles
                .filter((role) => covers(membership, presetOf(role)))
                .map((role) => (
                  <option key={role} value={role}>
                    {t(`role.${role}`)}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Choice
          legend={t('invite.language')}
          name="mail_language"
          look="segments"
          value={values.language}
          options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
          onChange={(language) => change({ language })}
        />
        {Object.keys(errors).length === 0 && <FormNotice lines={own.text ? [] : notice} />}
        <Wait seconds={checking.wait} />
        {rows && <CheckedRows rows={rows} heading={heading} />}
        {refused && (
          <Notice tone="problem" reveal>
            <p>{problemText(refused, t)}</p>
          </Notice>
        )}
        <div class="form-end">
          {rows && sent.length > 0 ? (
            <Button type="submit" look="primary" icon="send" busy={sending}>
              {t.count('invite.send', sent.length, format.number(sent.length))}
            </Button>
          ) : (
            <Button type="submit" look="primary" busy={checking.sending} disabled={checking.wait > 0}>
              {t('invite.check')}
            </Button>
          )}
          <p class="hint">
            {rows?.some(({ flaw }) => flaw) ? (
              <span key="left">
                <Icon name="warning" /> <span>{t('invite.left_out')}</span>
              </span>
            ) : (
              <span key="plain">{t('invite.check_hint')}</span>
            )}
          </p>
        </div>
      </form>
      {dialog}
    </>
  );
}
