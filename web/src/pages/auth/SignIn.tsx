/** `/sign-in`: password first, then the second factor. */

import { useState } from 'preact/hooks';
import { signedIn } from '../../api/session';
import type { Challenge } from '../../api/types';
import { CodeForm } from '../../forms/auth/CodeForm';
import { SignInForm } from '../../forms/auth/SignInForm';
import { useBrand } from '../../lib/brand';
import { useText } from '../../lib/i18n';
import { LiveRegion } from '../../ui/LiveRegion';
import { LookChoices } from '../../ui/LookChoices';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';

export function SignIn({ why }: { why: 'arrived' | 'left' | 'ended' }) {
  const t = useText();
  const brand = useBrand();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const note = brand.supportNote[t.language];
  return (
    <div class="front">
      <main id="main" class="front-main" tabIndex={-1}>
        <p class="brand">
          <img src={brand.logo} alt="" width="44" height="44" />
          <span class="brand-name">{brand.name}</span>
        </p>
        {challenge ? (
          <Page title={t('code.title')}>
            <CodeForm challenge={challenge} onAnswer={signedIn} onStartOver={() => setChallenge(null)} />
          </Page>
        ) : (
          <Page title={t('sign_in.title')}>
            {why === 'ended' && <Notice tone="info">{t('sign_in.ended')}</Notice>}
            {why === 'left' && <Notice tone="info">{t('sign_in.left')}</Notice>}
            <SignInForm
              onAnswer={async (answer) => {
                if ('challenge' in answer) setChallenge(answer.challenge);
                else await signedIn(answer);
              }}
            />
          </Page>
        )}
      </main>
      <footer class="front-foot">
        <LookChoices />
        {note && <p>{note}</p>}
      </footer>
      <div class="front-art" aria-hidden="true">
        {brand.illustration && <img src={brand.illustration} alt="" />}
        {brand.tagline[t.language] && <p>{brand.tagline[t.language]}</p>}
      </div>
      <LiveRegion />
    </div>
  );
}
