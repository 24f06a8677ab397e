/** `/sign-up`: who wants an account, then the code from the mail and a password. */

import '../styles/arrival.css';
import { useLocation } from 'preact-iso';
import { anonymousApi, answer } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { cleanLine } from '../../../lib/text';
import { zoneOfDevice } from '../../../lib/time-zones';
import { Page } from '../../../ui/Page';
import { carriedEmail, carryEmail, sentCode } from '../data/arrival';
import { useArrive } from '../data/arrive';
import { bareEmail, emailOf } from '../data/email';
import type { CodeSent } from '../data/types';
import { useSteps } from '../data/use-steps';
import { MailedCodeForm } from '../forms/MailedCodeForm';
import { type Applicant, SignUpForm } from '../forms/SignUpForm';
import { authPaths } from '../paths';
import { SentTo } from './SentTo';

const nobody: Applicant = { name: '', company: '', email: '', agreed: false };

export function SignUp() {
  const t = useText();
  const arrive = useArrive();
  const { query } = useLocation();
  const { typed, sent, change } = useSteps('sign_up', nobody, carriedEmail());
  const shown = bareEmail(typed.email);
  const email = emailOf(shown);

  const ask = (): Promise<CodeSent> => {
    const name = cleanLine(typed.name);
    const company = cleanLine(typed.company);
    const time_zone = zoneOfDevice() ?? 'UTC';
    return answer(
      anonymousApi.POST('/auth/sign-up', { body: { name, company, email, language: t.language, time_zone } }),
    );
  };

  if (sent) {
    return (
      <Page title={t('mailed.title')} below={<SentTo email={shown} />}>
        <MailedCodeForm
          purpose="sign_up"
          email={shown}
          sent={sent}
          onSent={(code) => change({ sent: code })}
          ask={ask}
          confirm={async (body) => answer(anonymousApi.POST('/auth/confirm-sign-up', { body }))}
          onAnswer={arrive}
          onBack={() => change({ sent: null })}
        />
      </Page>
    );
  }
  return (
    <Page title={t('sign_up.title')} below={<p class="lead">{t('sign_up.lead')}</p>}>
      <SignUpForm
        typed={typed}
        onChange={(applicant) => {
          change({ typed: applicant });
          carryEmail(applicant.email);
        }}
        ask={async () => change({ sent: sentCode(await ask(), Date.now()) })}
      />
      <p class="aside other-way">
        <span>{t('sign_up.has_account')}</span>{' '}
        <a href={authPaths.signIn(query.next)}>{t('sign_in.submit')}</a>
      </p>
    </Page>
  );
}
