/** Name, phone, language and time zone of who is signed in. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { draftKey, draftsLast } from '../../../lib/drafts';
import { chooseLanguage, languages, useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Choice, Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { FormNotice } from '../../../ui/Notice';
import { authPaths } from '../../auth/paths';
import { changesOf, fieldsOf, type ProfileFields } from '../data/profile';
import { saveProfile } from '../data/save-profile';
import { TimeZoneField } from './TimeZoneField';

/** The contract's limit, in Unicode scalar values. */
const longestName = 100;

const fields: (keyof ProfileFields)[] = ['name', 'phone', 'language', 'time_zone'];

export function ProfileForm() {
  const t = useText();
  const { person } = useMe();
  const [missing, setMissing] = useState<{ name?: string }>({});
  const [timesSaved, setTimesSaved] = useState(0);
  const nameInput = useRef<HTMLInputElement>(null);
  const zoneInput = useRef<HTMLSelectElement>(null);

  // Only what was touched: the rest follows the profile, also when it changes in the menu or elsewhere.
  const { values, change, problem, sending, send, discard } = useSubmission<Partial<ProfileFields>>({
    draft: draftKey(person.id, 'profile'),
    initial: {},
    submit: async (touched, key) => {
      await saveProfile(touched, key);
      if (touched.language) await chooseLanguage(touched.language);
    },
  });
  const shown = { ...fieldsOf(person), ...values };
  const unsaved = Object.keys(changesOf(person, values)).length > 0;

  const { form, texts: errors, notice } = useFieldErrors(problem, missing, fields);

  // Said after drawing, so that a new language is already spoken.
  useEffect(() => {
    if (timesSaved > 0) announce(t('profile.saved'));
  }, [timesSaved]);

  const submit = async () => {
    const name = cleanLine(shown.name);
    const incomplete = isBlank(name)
      ? { name: t('field.required') }
      : lengthOf(name) > longestName
        ? { name: t('field.too_long') }
        : {};
    setMissing(incomplete);
    if (!incomplete.name && (await send())) setTimesSaved((times) => times + 1);
  };

  const chosenHere = !values.language && person.language !== t.language;
  return (
    <form
      ref={form}
      class="profile"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('profile.name')} hint={t('profile.name_hint')} error={errors.name}>
        {(control) => (
          <input
            {...control}
            ref={nameInput}
            name="name"
            autoComplete="name"
            required
            value={shown.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={t('profile.email')}
        hint={
          <>
            <span>{t('profile.email_hint')}</span>{' '}
            <a href={authPaths.security()}>{t('profile.email_change')}</a>
          </>
        }
      >
        {(control) => (
          <input {...control} type="email" name="email" autoComplete="email" readOnly value={person.email} />
        )}
      </Field>
      <Field
        label={t('profile.phone')}
        hint={t('profile.phone_hint')}
        error={errors.phone && t('profile.invalid_phone')}
      >
        {(control) => (
          <input
            {...control}
            type="tel"
            name="phone"
            autoComplete="tel"
            value={shown.phone}
            onInput={(event) => change({ phone: event.currentTarget.value })}
          />
        )}
      </Field>
      <Choice
        legend={t('look.language')}
        {...(chosenHere
          ? { hint: t('profile.language_here', { language: t(`language.${t.language}`) }) }
          : {})}
        name="language"
        look="segments"
        value={shown.language}
        error={errors.language}
        options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
        onChange={(language) => change({ language })}
      />
      <TimeZoneField
        value={shown.time_zone}
        saved={person.time_zone}
        error={errors.time_zone}
        inputRef={zoneInput}
        onChange={(time_zone) => change({ time_zone })}
      />
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending}>
          {t('profile.save')}
        </Button>
        {unsaved && (
          <>
            <Button
              look="quiet"
              onClick={() => {
                setMissing({});
                discard();
                nameInput.current?.focus();
              }}
            >
              {t('profile.discard')}
            </Button>
            <p class="hint">{t(draftsLast() ? 'profile.draft_kept' : 'draft.not_kept')}</p>
          </>
        )}
        {timesSaved > 0 && !unsaved && !problem && (
          <p class="saved">
            <Icon name="check" />
            <span>{t('profile.saved')}</span>
          </p>
        )}
      </div>
    </form>
  );
}
