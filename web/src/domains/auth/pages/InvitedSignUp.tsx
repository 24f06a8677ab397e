/** Whoever is invited and has no login yet: their name, then the code from the mail and a password. They join by it. */

import '../styles/arrival.css';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { anonymousApi, answer } from '../../../api/client';
import { useText } from '../../../lib/i18n';
import { cleanLine } from '../../../lib/text';
import { zoneOfDevice } from '../../../lib/time-zones';
import { Page } from '../../../ui/Page';
import { sentCode } from '../data/arrival';
import { useArrive } from '../data/arrive';
import type { CodeSent } from '../data/types';
import { useSteps } from '../data/use-steps';
import { MailedCodeForm } from '../forms/MailedCodeForm';
import { type Applicant, SignUpForm } from '../forms/SignUpForm';
import { authPaths } from '../paths';
import { SentTo } from './SentTo';

export interface InvitedSignUpProps {
  /** What the link of the invitation holds. */
  invitation: string;
  email: string;
  company: string;
  /** The way back to the invitation. */
  aside: ComponentChildren;
  /** They have joined. */
  onJoined: () => void;
}

export function InvitedSignUp({ invitation, email, company, aside, onJoined }: InvitedSignUpProps) {
  const t = useText();
  const arrive = useArrive();
  const { route } = useLocation();
  const nobody: Applicant = { name: '', company: '', email, agreed: false };
  const { typed, sent, change } = useSteps('invited', nobody, email);

  const ask = (): Promise<CodeSent> => {
    const name = cleanLine(typed.name);
    const time_zone = zoneOfDevice() ?? 'UTC';
    return answer(
      anonymousApi.POST('/auth/sign-up', {
        body: { name, invitation, email, language: t.language, time_zone },
      }),
    );
  };

  if (sent) {
    return (
      <Page title={t('mailed.title')} step="mailed" below={<SentTo email={email} />}>
        <MailedCodeForm
          purpose="sign_up"
          email={email}
          sent={sent}
          onSent={(code) => change({ sent: code })}
          ask={ask}
          confirm={async (body) => answer(anonymousApi.POST('/auth/confirm-sign-up', { body }))}
          onAnswer={async (given) => {
            onJoined();
            // What comes next, a second factor for one, is asked for where people sign in.
            if ('challenge' in given) route(authPaths.signIn(), true);
            await arrive(given);
          }}
          onBack={() => change({ sent: null })}
        />
      </Page>
    );
  }
  return (
    <Page
      title={t('sign_up.invited_title')}
      step="login"
      below={
        <p class="lead" dir="auto">
          {t('sign_up.invited_lead', { company })}
        </p>
      }
    >
      <SignUpForm
        invited
        typed={{ ...typed, email }}
        onChange={(applicant) => change({ typed: applicant })}
        ask={async () => change({ sent: sentCode(await ask(), Date.now()) })}
      />
      {aside}
    </Page>
  );
}
