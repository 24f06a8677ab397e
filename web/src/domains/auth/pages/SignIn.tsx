/** `/sign-in`: e-mail address and password, and the ways on for those who have none. */

import { useLocation } from 'preact-iso';
import { knowsPasskeys } from '../../../lib/browser';
import { useText } from '../../../lib/i18n';
import { lazyPage } from '../../../ui/lazy-page';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import type { SignInAnswer } from '../data/types';
import { SignInForm } from '../forms/SignInForm';
import { authPaths } from '../paths';
import { later } from '../texts/later';

const PasskeySignIn = lazyPage(
  () => import('../forms/PasskeySignIn').then((module) => module.PasskeySignIn),
  later,
  'part',
);

interface Props {
  why: 'arrived' | 'left' | 'ended';
  onAnswer: (answer: SignInAnswer) => Promise<void>;
}

export function SignIn({ why, onAnswer }: Props) {
  const t = useText();
  const { query } = useLocation();
  return (
    <Page title={t('sign_in.title')}>
      {why !== 'arrived' && (
        <Notice tone="info">
          <p>{t(`sign_in.${why}`)}</p>
        </Notice>
      )}
      <SignInForm onAnswer={onAnswer} forgotPassword={authPaths.forgotPassword(query.next)} />
      {knowsPasskeys() && (
        <div class="by-passkey">
          <PasskeySignIn onAnswer={onAnswer} />
        </div>
      )}
      <p class="aside other-way">
        <span>{t('sign_in.new_here')}</span> <a href={authPaths.signUp(query.next)}>{t('sign_in.sign_up')}</a>
      </p>
    </Page>
  );
}
