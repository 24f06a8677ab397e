/** A new customer: its name, and who is invited as its owner. */

import { useState } from 'preact/hooks';
import { draftKey, draftsLast } from '../../../lib/drafts';
import { type Language, languages, useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Choice, Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { emailFlaw, emailOf, unlessDeclined, useStepUp } from '../../auth/public';
import { createCustomer } from '../data/use-customers';

/** The contract's limit, in Unicode scalar values. */
const longestName = 100;

interface Values {
  name: string;
  /** Empty: nobody yet. */
  owner: string;
  language: Language;
}

interface Props {
  onCreated: (accountId: string, owner: string) => void;
}

export function NewCustomerForm({ onCreated }: Props) {
  const t = useText();
  const { person } = useMe();
  const { guard, dialog } = useStepUp();
  const [missing, setMissing] = useState<{ name?: string; owner?: string }>({});
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, 'new-customer'),
    initial: { name: '', owner: '', language: t.language },
    submit: ({ name, owner, language }, key) =>
      guard(async () => {
        const email = emailOf(owner);
        const body = { name: cleanLine(name), language, ...(email ? { owner: email } : {}) };
        onCreated(await createCustomer(body, key), email);
      }),
  });
  const { form, texts, notice } = useFieldErrors(unlessDeclined(problem), missing, ['name', 'owner']);

  const submit = () => {
    const name = cleanLine(values.name);
    const flaw = isBlank(name)
      ? t('field.required')
      : lengthOf(name) > longestName
        ? t('field.too_long')
        : null;
    const incomplete = {
      ...(flaw ? { name: flaw } : {}),
      ...(emailOf(values.owner) && emailFlaw(values.owner) ? { owner: t('invite.flaw.address') } : {}),
    };
    setMissing(incomplete);
    if (Object.keys(incomplete).length === 0) void send();
  };

  return (
    <>
      <form
        ref={form}
        class="narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('customers.name')} hint={t('customers.name_hint')} error={texts.name}>
          {(control) => (
            <input
              {...control}
              name="name"
              autoComplete="off"
              required
              value={values.name}
              onInput={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('customers.owner')} hint={t('customers.owner_hint')} error={texts.owner}>
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="email"
              name="owner"
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              value={values.owner}
              onInput={(event) => change({ owner: event.currentTarget.value })}
            />
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
        <FormNotice lines={notice} />
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending}>
            {t('customers.create')}
          </Button>
          <p class="hint">{t(draftsLast() ? 'customers.draft_kept' : 'draft.not_kept')}</p>
        </div>
      </form>
      {dialog}
    </>
  );
}
