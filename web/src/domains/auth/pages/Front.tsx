/** What people see before they are signed in: one frame, and in it the step they are at. */

import '../styles/front.css';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useBrand } from '../../../lib/brand';
import { cookiesRefused } from '../../../lib/browser';
import { useText } from '../../../lib/i18n';
import { Broken } from '../../../ui/Broken';
import { Button } from '../../../ui/Button';
import { LegalLinks, SupportNote } from '../../../ui/CompanyNote';
import { ErrorBoundary } from '../../../ui/ErrorBoundary';
import { Flash } from '../../../ui/Flash';
import { LiveRegion } from '../../../ui/LiveRegion';
import { LookChoices } from '../../../ui/LookChoices';
import { lazyPage } from '../../../ui/lazy-page';
import { Notice } from '../../../ui/Notice';
import { useArrive } from '../data/arrive';
import { useChallenge } from '../data/challenge';
import { authPatterns } from '../paths';
import { later } from '../texts/later';
import { SignIn } from './SignIn';

const SignUp = lazyPage(() => import('./SignUp').then((module) => module.SignUp), later);
const ForgotPassword = lazyPage(
  () => import('./ForgotPassword').then((module) => module.ForgotPassword),
  later,
);
const Challenge = lazyPage(() => import('./Challenge').then((module) => module.Challenge), later);
const SetUpFactor = lazyPage(() => import('./SetUpFactor').then((module) => module.SetUpFactor), later);

interface Props {
  why: 'arrived' | 'left' | 'ended';
  /** Of the person who is signed in and changes their password. */
  ownEmail: string | null;
}

export function Front({ why, ownEmail }: Props) {
  const { url } = useLocation();
  return (
    <Frame>
      <ErrorBoundary resetOn={url} fallback={(retry) => <Broken retry={retry} />}>
        <Step why={why} ownEmail={ownEmail} />
      </ErrorBoundary>
    </Frame>
  );
}

function Step({ why, ownEmail }: Props) {
  const arrive = useArrive();
  const { path } = useLocation();
  const challenge = useChallenge('sign_in');
  if (challenge?.name === 'totp_setup') return <SetUpFactor challenge={challenge} />;
  if (challenge) return <Challenge challenge={challenge} onAnswer={arrive} />;
  if (path === authPatterns.signUp) return <SignUp />;
  if (path === authPatterns.forgotPassword) return <ForgotPassword ownEmail={ownEmail} />;
  return <SignIn why={why} onAnswer={arrive} />;
}

export function Frame({ children }: { children: ComponentChildren }) {
  const t = useText();
  const brand = useBrand();
  return (
    <div class="front">
      <main id="main" class="front-main" tabIndex={-1}>
        <p class="brand">
          <img src={brand.logo} alt="" width="44" height="44" />
          <span class="brand-name">{brand.name}</span>
        </p>
        <div>
          <Flash passing />
          {cookiesRefused() && (
            <Notice tone="problem">
              <p>{t('cookies.refused')}</p>
              <Button onClick={() => location.reload()}>{t('action.reload')}</Button>
            </Notice>
          )}
          {children}
        </div>
      </main>
      <footer class="front-foot">
        <LookChoices />
        <SupportNote />
        <LegalLinks />
      </footer>
      <div class="front-art" aria-hidden="true">
        {brand.illustration && <img src={brand.illustration} alt="" />}
        {brand.tagline[t.language] && <p>{brand.tagline[t.language]}</p>}
      </div>
      <LiveRegion />
    </div>
  );
}
