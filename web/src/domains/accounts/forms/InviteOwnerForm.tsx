/** The team invites somebody as an owner of a customer; all else is for the owners to decide. */

import { useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { type Language, languages, useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Choice, Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { emailFlaw, emailOf, useGuardedCall, useStepUp } from '../../auth/public';
import { invite } from '../data/invite';
import { Saved } from '../pages/Saved';

interface Props {
  accountId: string;
  onInvited: () => Promise<void>;
}

export function InviteOwnerForm({ accountId, onInvited }: Props) {
  const t = useText();
  const { guard, dialog } = useStepUp();
  const [typed, setTyped] = useState('');
  const [language, setLanguage] = useState<Language>(t.language);
  const [missing, setMissing] = useState<{ email?: string }>({});
  const [done, setDone] = useState<string | null>(null);
  const { problem, sending, wait, run, forgetProblem } = useGuardedCall(guard);
  const { form, texts, notice } = useFieldErrors(problem, missing, ['email']);
  // The same for every try of the same invitation.
  const attempt = useRef({ of: '', key: '' });

  const send = async () => {
    if (wait > 0) return;
    const email = emailOf(typed);
    const flaw = !email ? t('field.required') : emailFlaw(typed) ? t('invite.flaw.address') : null;
    setMissing(flaw ? { email: flaw } : {});
    setDone(null);
    if (flaw) return forgetProblem();
    const of = `${email} ${language}`;
    if (attempt.current.of !== of) attempt.current = { of, key: crypto.randomUUID() };
    let member = false;
    const failure = await run(async () => {
      const invited = await invite(accountId, [{ email, role: 'owner' }], language, attempt.current.key);
      member = invited[0]?.outcome === 'already_member';
    });
    if (failure?.fields.length) setMissing({ email: t('invite.flaw.address') });
    if (failure) return;
    attempt.current = { of: '', key: '' };
    const said = t(member ? 'customer.already_member' : 'customer.owner_invited', { email });
    setTyped('');
    setDone(said);
    announce(said);
    await onInvited();
  };

  return (
    <section class="member-part customer-invite" aria-labelledby="invite-owner">
      <h2 id="invite-owner">{t('customer.invite_owner')}</h2>
      <form
        ref={form}
        class="narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t('invite.address')} hint={t('customer.invite_hint')} error={texts.email}>
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
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <Choice
          legend={t('invite.language')}
          name="mail_language"
          look="segments"
          value={language}
          options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
          onChange={setLanguage}
        />
        <FormNotice lines={notice} />
        <Wait seconds={wait} />
        <div class="form-end">
          <Button type="submit" busy={sending} disabled={wait > 0}>
            {t('customer.invite')}
          </Button>
          {done && <Saved text={done} />}
        </div>
      </form>
      {dialog}
    </section>
  );
}
