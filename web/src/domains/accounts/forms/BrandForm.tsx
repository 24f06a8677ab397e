/** All that a company says of itself to its customers: in the portal, in emails and on papers. */

import { useState } from 'preact/hooks';
import { draftsLast } from '../../../lib/drafts';
import { languages, type Translator, useText } from '../../../lib/i18n';
import { nameAt } from '../../../lib/pointers';
import type { Submission } from '../../../lib/submission';
import { lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Counter, Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice, Notice } from '../../../ui/Notice';
import { unlessDeclined } from '../../auth/public';
import type { BrandHere } from '../data/brand-calls';
import {
  type BrandDraft,
  type BrandField,
  type BrandTexts,
  brandFields,
  flawOf,
  type LinkName,
  links,
  longest,
  type NameField,
  refusalOf,
  type TextField,
  type TextInBoth,
} from '../data/brand-fields';
import { logoRefusal } from '../data/logo';
import { Saved } from '../pages/Saved';
import { AccentField } from './AccentField';
import { LogoField } from './LogoField';

type Flaws = Partial<Record<BrandField, string>>;

interface Props {
  submission: Submission<BrandDraft>;
  here: BrandHere;
  /** What the form shows: what is published, and over it what was changed. */
  texts: BrandTexts;
  changed: readonly BrandField[];
  /** Just now. */
  saved: boolean;
}

export function BrandForm({ submission, here, texts, changed, saved }: Props) {
  const t = useText();
  const { published, deployed } = here;
  const { version } = published;
  const { values, change, problem, sending, send, discard } = submission;
  const [own, setOwn] = useState<Flaws>({});
  const refused = problem?.code === 'conflict';
  const overtaken = refused || (changed.length > 0 && (values.seen ?? version) !== version);
  const told = refused ? null : unlessDeclined(problem);
  const { form, texts: errors, notice } = useFieldErrors(told, own, brandFields);

  const set = (field: TextField, text: string) =>
    change({ texts: { ...values.texts, [field]: text }, seen: values.seen ?? version });
  const submit = () => {
    const found: Flaws = {};
    for (const field of brandFields) {
      const flaw = field === 'logo' ? undefined : flawOf(field, texts[field]);
      if (flaw) found[field] = t(flaw);
    }
    setOwn(found);
    if (Object.keys(found).length === 0) void send();
  };
  const errorOf = (field: BrandField): string | undefined => {
    const refusal = own[field] ? undefined : refusalOf(field, told);
    return errors[field] && (refusal ? t(refusal) : errors[field]);
  };
  const logoError = told?.fields.find(({ pointer }) => nameAt(pointer).startsWith('logo'));

  const line = (field: NameField) => (
    <Field label={t(`brand.${field}`)} hint={t(`brand.${field}_hint`)} error={errorOf(field)}>
      {(control) => (
        <input
          {...control}
          name={field}
          autoComplete="off"
          required
          value={texts[field]}
          onInput={(event) => set(field, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  const link = (name: LinkName) => (
    <Field key={name} label={t(`legal.${name}`)} error={errorOf(`links/${name}`)}>
      {(control) => (
        <input
          {...control}
          dir="ltr"
          type="text"
          inputMode="url"
          name={`links/${name}`}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          placeholder="https://"
          value={texts[`links/${name}`]}
          onInput={(event) => set(`links/${name}`, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  const inBoth = (field: TextInBoth, rows: number) => (
    <fieldset class="in-both">
      <legend>{t(`brand.${field}`)}</legend>
      <p class="hint">{t(`brand.${field}_hint`)}</p>
      {languages.map((language) => (
        <Field key={language} label={t(`language.${language}`)} error={errorOf(`${field}/${language}`)}>
          {(control) => (
            <>
              <textarea
                {...control}
                lang={language}
                name={`${field}/${language}`}
                rows={rows}
                value={texts[`${field}/${language}`]}
                onInput={(event) => set(`${field}/${language}`, event.currentTarget.value)}
              />
              <Counter length={lengthOf(texts[`${field}/${language}`])} max={longest[field]} />
            </>
          )}
        </Field>
      ))}
    </fieldset>
  );

  return (
    <form
      ref={form}
      class="brand-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{t('brand.part_look')}</h2>
      {line('name')}
      <LogoField
        value={values.logo}
        published={published.logo ?? null}
        otherwise={deployed.logo}
        error={errors.logo && (logoError ? t(logoRefusal(logoError)) : errors.logo)}
        onChange={(logo) => change({ logo, seen: values.seen ?? version })}
      />
      <AccentField
        value={texts.accent}
        error={errorOf('accent')}
        onChange={(accent) => set('accent', accent)}
      />
      <h2>{t('brand.part_portal')}</h2>
      {inBoth('tagline', 2)}
      {inBoth('support_note', 3)}
      <fieldset class="brand-links">
        <legend>{t('brand.links')}</legend>
        <p class="hint">{t('brand.links_hint')}</p>
        {links.map(link)}
      </fieldset>
      <h2>{t('brand.part_paper')}</h2>
      {line('sender_name')}
      {line('legal_name')}
      {inBoth('legal_lines', 5)}
      {inBoth('footer', 2)}
      <FormNotice lines={notice} />
      {overtaken && (
        <Notice tone="problem" reveal={refused}>
          <p>{t('brand.overtaken')}</p>
          <p>
            {t('brand.overtaken_yours', { fields: changed.map((field) => labelOf(field, t)).join(', ') })}
          </p>
          <Button
            busy={sending}
            onClick={() => {
              change({ seen: version });
              void send();
            }}
          >
            {t('brand.publish_anyway')}
          </Button>
        </Notice>
      )}
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending}>
          {t('brand.publish')}
        </Button>
        {changed.length > 0 && (
          <>
            <Button
              look="quiet"
              onClick={() => {
                setOwn({});
                discard();
              }}
            >
              {t('brand.discard')}
            </Button>
            <p class="hint">{t(draftsLast() ? 'brand.draft_kept' : 'draft.not_kept')}</p>
          </>
        )}
        {saved && <Saved text={t('brand.saved')} />}
      </div>
    </form>
  );
}

function labelOf(field: BrandField, t: Translator): string {
  const [part, name] = field.split('/') as [NameField | TextInBoth | 'accent' | 'logo' | 'links', string?];
  if (part === 'links') return t(`legal.${name as LinkName}`);
  return name ? `${t(`brand.${part}`)} (${name})` : t(`brand.${part}`);
}
