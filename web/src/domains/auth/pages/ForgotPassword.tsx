/** `/forgot-password`: the address, then the code from the mail and a new password. Open to who is signed in, too. */

import '../styles/arrival.css';
import { useLocation } from 'preact-iso';
import { anonymousApi, answer } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { Page } from '../../../ui/Page';
import { profilePaths } from '../../accounts/paths';
import { carriedEmail, carryEmail, sentCode } from '../data/arrival';
import { useArrive } from '../data/arrive';
import { bareEmail, emailOf } from '../data/email';
import type { CodeSent } from '../data/types';
import { useSteps } from '../data/use-steps';
import { ForgotPasswordForm } from '../forms/ForgotPasswordForm';
import { MailedCodeForm } from '../forms/MailedCodeForm';
import { authPaths } from '../paths';
import { SentTo } from './SentTo';

/** `ownEmail`: of the person who is signed in. */
export function ForgotPassword({ ownEmail }: { ownEmail: string | null }) {
  const t = useText();
  const arrive = useArrive();
  const { query } = useLocation();
  const { typed, sent, change } = useSteps(
    'forgot_password',
    { email: '' },
    carriedEmail() || (ownEmail ?? ''),
  );
  const shown = bareEmail(typed.email);
  const email = emailOf(shown);

  const ask = (): Promise<CodeSent> =>
    answer(anonymousApi.POST('/auth/forgot-password', { body: { email, language: t.language } }));

  if (sent) {
    return (
      <Page title={t('mailed.title')} below={<SentTo email={shown} />}>
        <MailedCodeForm
          purpose="forgot"
          email={shown}
          sent={sent}
          onSent={(code) => change({ sent: code })}
          ask={ask}
          confirm={async (body) => answer(anonymousApi.POST('/auth/confirm-forgot-password', { body }))}
          onAnswer={arrive}
          onBack={() => change({ sent: null })}
        />
      </Page>
    );
  }
  return (
    <Page title={t('forgot.title')} below={<p class="lead">{t('forgot.lead')}</p>}>
      <ForgotPasswordForm
        email={typed.email}
        onChange={(address) => {
          change({ typed: { email: address } });
          carryEmail(address);
        }}
        ask={async () => change({ sent: sentCode(await ask(), Date.now()) })}
      />
      <p class="aside other-way">
        {ownEmail ? (
          <a href={profilePaths.profile()}>{t('forgot.back_to_profile')}</a>
        ) : (
          <>
            <span>{t('forgot.remembered')}</span>{' '}
            <a href={authPaths.signIn(query.next)}>{t('sign_in.submit')}</a>
          </>
        )}
      </p>
    </Page>
  );
}
