/** Where mails go, and what to do when they do not arrive. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Formatter } from '../../../lib/format';
import { type Translator, useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button, ButtonLink } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import type { EmailReach, Preferences } from '../data/types';
import type { Saving } from '../data/use-preferences';
import { notificationPaths } from '../paths';
import { NotSaved } from './Outcome';

const place = 'email';

export function EmailPart({ preferences, saving }: { preferences: Preferences; saving: Saving }) {
  const t = useText();
  const { address } = preferences.email;
  const [asked, setAsked] = useState(false);
  const told = useRef<HTMLParagraphElement>(null);
  const outcome = saving.outcomes[place];
  const arrives = asked && outcome?.phase === 'saved';
  // The button that was pressed is gone.
  useEffect(() => {
    if (arrives) told.current?.focus();
  }, [arrives]);

  const again = () => {
    setAsked(true);
    void saving.save(place, { mail_again: true }, t('email_reach.again_told'));
  };

  return (
    <section class="part" aria-labelledby="email">
      <h2 id="email">{t('email_reach.title')}</h2>
      <p>
        <span>{t('email_reach.address')}</span>{' '}
        <strong dir="auto" class="reach">
          {address}
        </strong>
      </p>
      <Stopped email={preferences.email}>
        {(why) => (
          <>
            <p>{t(`email_reach.todo.${why}`)}</p>
            <Button busy={outcome?.phase === 'saving'} onClick={again}>
              {t('email_reach.again')}
            </Button>
          </>
        )}
      </Stopped>
      <NotSaved outcome={outcome} onRetry={again} />
      {arrives && (
        <p class="saved" ref={told} tabIndex={-1}>
          <Icon name="check" />
          <span>{t('email_reach.again_told')}</span>
        </p>
      )}
    </section>
  );
}

type Why = 'bounced' | 'complained';

/** That no mails go there any more, since when and why. Nothing, as long as they do. */
function Stopped({
  email: { address, stopped },
  children,
}: {
  email: EmailReach;
  children: (why: Why) => ComponentChildren;
}) {
  const t = useText();
  const format = useFormat();
  if (!stopped) return null;
  const why = stopped.complained ? 'complained' : 'bounced';
  return (
    <Notice tone="problem">
      <p>{stoppedText(why, address, stopped.since, t, format)}</p>
      {children(why)}
    </Notice>
  );
}

function stoppedText(why: Why, address: string, since: string, t: Translator, format: Formatter): string {
  return t(`email_reach.${why}`, { address: `\u2068${address}\u2069`, date: format.date(since) });
}

/** The same on other pages, with the way to what can be done. */
export function StoppedBanner({ email }: { email: EmailReach }) {
  const t = useText();
  return (
    <Stopped email={email}>
      {() => <ButtonLink href={notificationPaths.preferences()}>{t('email_reach.what_to_do')}</ButtonLink>}
    </Stopped>
  );
}
