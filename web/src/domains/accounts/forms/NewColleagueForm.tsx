/** Somebody for the team: new in the portal, or known to it as a customer. */

import { useEffect, useState } from 'preact/hooks';
import { draftKey, draftsLast } from '../../../lib/drafts';
import { type Language, languages, useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Choice, Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { emailFlaw, emailOf, unlessDeclined, useStepUp } from '../../auth/public';
import { teamsFlaw, teamsIn } from '../data/teams';
import type { StaffRole } from '../data/types';
import { type PutOutcome, putColleague, putRefusal } from '../data/use-staff';
import { StaffRoleChoice } from './StaffRoleChoice';
import { TeamsField } from './TeamsField';

/** The contract's limit, in Unicode scalar values. */
const longestName = 100;

interface Values {
  email: string;
  name: string;
  language: Language;
  role: StaffRole;
  teams: string;
  /** That somebody is meant who is in the portal already. */
  existing: boolean;
}

type Wrong = Partial<Record<'email' | 'name' | 'teams', string>>;

interface Props {
  onPut: (outcome: PutOutcome) => void;
}

export function NewColleagueForm({ onPut }: Props) {
  const t = useText();
  const { person } = useMe();
  const { guard, dialog } = useStepUp();
  const [wrong, setWrong] = useState<Wrong>({});
  const [asking, setAsking] = useState(false);
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, 'new-colleague'),
    initial: { email: '', name: '', language: t.language, role: 'agent', teams: '', existing: false },
    submit: ({ email, name, language, role, teams, existing }) =>
      guard(async () => {
        const who = { email: emailOf(email), name: cleanLine(name), language };
        onPut(await putColleague({ ...who, role, teams: teamsIn(teams), ...(existing ? { existing } : {}) }));
      }),
  });
  const taken = problem?.code === 'address_taken';
  const refusal = problem && putRefusal(problem);
  const { form, texts, notice } = useFieldErrors(taken ? null : unlessDeclined(problem), wrong, [
    'email',
    'name',
    'teams',
  ]);
  useEffect(() => {
    if (taken) setAsking(true);
  }, [problem]);

  const submit = () => {
    const found: Wrong = {};
    const email = emailOf(values.email);
    const name = cleanLine(values.name);
    const teams = teamsFlaw(teamsIn(values.teams));
    if (!email) found.email = t('field.required');
    else if (emailFlaw(values.email)) found.email = t('invite.flaw.address');
    else if (email.toLowerCase() === person.email.toLowerCase()) found.email = t('team.own');
    if (isBlank(name)) found.name = t('field.required');
    else if (lengthOf(name) > longestName) found.name = t('field.too_long');
    if (teams) found.teams = t(teams);
    setWrong(found);
    if (Object.keys(found).length === 0) void send();
  };

  return (
    <>
      <form
        ref={form}
        class="narrow new-colleague"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('team.email')} hint={t('team.email_hint')} error={texts.email}>
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="email"
              name="email"
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              required
              value={values.email}
              onInput={(event) => change({ email: event.currentTarget.value, existing: false })}
            />
          )}
        </Field>
        <Field label={t('people.name')} hint={t('team.name_hint')} error={texts.name}>
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
        <StaffRoleChoice value={values.role} onChange={(role) => change({ role })} />
        <TeamsField value={values.teams} error={texts.teams} onChange={(teams) => change({ teams })} />
        <Choice
          legend={t('invite.language')}
          name="mail_language"
          look="segments"
          value={values.language}
          options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
          onChange={(language) => change({ language })}
        />
        <FormNotice lines={refusal ? [t(refusal)] : notice} />
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending}>
            {t('team.submit')}
          </Button>
          <p class="hint">{t(draftsLast() ? 'customers.draft_kept' : 'draft.not_kept')}</p>
        </div>
      </form>
      {asking && (
        <ConfirmDialog
          title={t('team.existing_title')}
          text={t('team.existing_text', { email: emailOf(values.email) })}
          act={t('team.existing_act')}
          cancel={t('people.cancel')}
          busy={sending}
          problem={null}
          onAct={() => {
            change({ existing: true });
            // What goes wrong now is said in the form.
            void send().then(() => setAsking(false));
          }}
          onCancel={() => setAsking(false)}
        />
      )}
      {dialog}
    </>
  );
}
