/** `/unsubscribe`: where a mail's link leads. Opening it changes nothing; its buttons do, without signing in. */

import '../styles/unsubscribe.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Problem } from '../../../api/problem';
import type { Me } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { Button, ButtonLink } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { authPaths } from '../../auth/paths';
import type { Timing } from '../data/types';
import { endsOfTopics, linkIn, unsubscribe } from '../data/unsubscribing';
import { notificationPaths } from '../paths';

/** What can be chosen, by what holds; as long as nothing was chosen, nobody knows what does. */
const choices = {
  unknown: ['never', 'daily'],
  never: ['daily', 'now'],
  daily: ['never', 'now'],
  now: ['never', 'daily'],
} as const satisfies Readonly<Record<Timing | 'unknown', readonly Timing[]>>;

/** Refused, or not even a link of ours. */
const isOld = (problem: Problem | null) => problem?.status === 404 || problem?.status === 400;

export function Unsubscribe({ me }: { me: Me | null }) {
  const t = useText();
  const { query } = useLocation();
  const [link] = useState(() => linkIn(query, history.state));
  const [about, setAbout] = useState(link.about);
  const [chosen, setChosen] = useState<Timing | null>(null);
  const [choosing, setChoosing] = useState<Timing | null>(null);
  const { problem, sending, wait, run } = useCall();
  const told = useRef<HTMLParagraphElement>(null);

  // Whoever looks over the shoulder, or through the history, need not have it; a reload still does.
  useEffect(() => history.replaceState(link, '', notificationPaths.unsubscribe()), []);
  useEffect(() => {
    if (chosen) told.current?.focus();
  }, [chosen]);

  const choose = async (mail: Timing) => {
    setChoosing(mail);
    await run(async () => {
      const { topics, mail: holds } = await unsubscribe(link.token, mail);
      setAbout(endsOfTopics(topics));
      setChosen(holds);
      announce(t(`unsubscribe.holds.${holds}`));
    });
    setChoosing(null);
  };

  const preferences = notificationPaths.preferences();
  const inPortal = me ? preferences : authPaths.signIn(preferences);
  const chooseThere = t(me ? 'unsubscribe.choose' : 'unsubscribe.sign_in');
  if (!link.token || isOld(problem)) {
    return (
      <Page title={t('unsubscribe.old_title')} step="old" below={<p class="lead">{t('unsubscribe.old')}</p>}>
        <ButtonLink href={inPortal} look="primary">
          {chooseThere}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t('unsubscribe.title')} below={<p class="lead">{t(`unsubscribe.about.${about}`)}</p>}>
      <div class="unsubscribe">
        {chosen ? (
          <p class="saved" ref={told} tabIndex={-1}>
            <Icon name="check" />
            <span key={chosen}>{t(`unsubscribe.holds.${chosen}`)}</span>
          </p>
        ) : (
          <p>{t('unsubscribe.nothing_yet')}</p>
        )}
        {problem && (
          <Notice tone="problem" reveal>
            <p>{problemText(problem, t)}</p>
            <Wait seconds={wait} />
          </Notice>
        )}
        <div class="unsubscribe-choices">
          {choices[chosen ?? 'unknown'].map((mail) => (
            <Button
              key={mail}
              look={chosen === null && mail === 'never' ? 'primary' : 'plain'}
              busy={sending && choosing === mail}
              disabled={wait > 0}
              onClick={() => void choose(mail)}
            >
              {t(`unsubscribe.${mail}`)}
            </Button>
          ))}
        </div>
        <p class="hint">
          <span>{t('unsubscribe.more')}</span> <a href={inPortal}>{chooseThere}</a>
        </p>
      </div>
    </Page>
  );
}
