/** Another password, by whoever knows the present one. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { preparedPassword, shortest } from '../data/new-password';
import { authPaths } from '../paths';
import { PasswordField } from './PasswordField';

interface Props {
  /** Then a shorter one will do. */
  secondFactor: boolean;
  /** The others are signed out by then. */
  onChanged: () => void;
}

export function ChangePasswordForm({ secondFactor, onChanged }: Props) {
  const t = useText();
  const { person } = useMe();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [missing, setMissing] = useState<{ current_password?: string; new_password?: string }>({});
  const [done, setDone] = useState(false);
  const { problem, sending, wait, run, forgetProblem } = useCall();
  const least = secondFactor ? shortest.withApp : shortest.alone;
  const wrong = problem?.code === 'invalid_credentials';
  const short = problem?.fields.some(({ code }) => code === 'too_short');
  const { form, texts, notice } = useFieldErrors(wrong ? null : problem, missing, [
    'current_password',
    'new_password',
  ]);

  const send = async () => {
    if (wait > 0) return;
    const tooShort = lengthOf(preparedPassword(wanted)) < least;
    const incomplete = {
      ...(current ? {} : { current_password: t('field.required') }),
      ...(tooShort ? { new_password: t('password.too_short.sign_up', { count: least }) } : {}),
    };
    setMissing(incomplete);
    setDone(false);
    if (Object.keys(incomplete).length > 0) return forgetProblem();
    const failure = await run(async () => {
      const body = { current_password: current, new_password: wanted };
      await answer(api.POST('/auth/change-password', { body }));
    });
    if (failure?.code === 'invalid_credentials') setMissing({ current_password: t('totp.wrong_password') });
    if (failure) return;
    setCurrent('');
    setWanted('');
    setDone(true);
    announce(t('security.password_changed'));
    onChanged();
  };

  return (
    <form
      ref={form}
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FormNotice lines={notice} />
      <Wait seconds={wait} />
      <div class="visually-hidden" aria-hidden="true">
        <input
          type="email"
          name="email"
          autoComplete="username"
          readOnly
          tabIndex={-1}
          value={person.email}
        />
      </div>
      <div class="field-and-way-out">
        <PasswordField
          label={t('security.password_now')}
          error={texts.current_password}
          autoComplete="current-password"
          name="current_password"
          value={current}
          onChange={setCurrent}
        />
        <a href={authPaths.forgotPassword(authPaths.security())}>{t('security.password_forgotten')}</a>
      </div>
      <PasswordField
        label={t('forgot.password')}
        hint={
          <>
            <span class={lengthOf(preparedPassword(wanted)) >= least ? 'rule met' : 'rule'}>
              {t('password.rule.sign_up', { count: least })}
            </span>
            <span>{t('password.tip')}</span>
          </>
        }
        error={
          texts.new_password &&
          (short ? t('password.too_short.sign_up', { count: least }) : texts.new_password)
        }
        autoComplete="new-password"
        name="new_password"
        value={wanted}
        onChange={setWanted}
      />
      <p class="hint">{t('security.password_consequence')}</p>
      <div class="form-end">
        <Button type="submit" busy={sending} disabled={wait > 0}>
          {t('security.password_change')}
        </Button>
        {done && (
          <p class="saved">
            <Icon name="check" />
            <span>{t('security.password_changed')}</span>
          </p>
        )}
      </div>
    </form>
  );
}
