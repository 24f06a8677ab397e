/** `/undo-email#…`: where the link of a mail to a former address leads. Opening it changes nothing; its button does. */

import '../styles/arrival.css';
import { useEffect, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import type { Me } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { root } from '../../../lib/paths';
import { Button, ButtonLink } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { lookAgain } from '../data/session';
import { type Dead, deadBecause, tokenIn } from '../data/undo-link';
import { authPaths } from '../paths';

export function UndoEmail({ me }: { me: Me | null }) {
  const [token, setToken] = useState(() => tokenIn(location.hash, history.state));
  useEffect(() => {
    // Whoever looks over the shoulder, or through the history, need not have it; a reload still does.
    const take = () => {
      const given = tokenIn(location.hash, history.state);
      setToken(given);
      history.replaceState({ token: given }, '', authPaths.undoEmail());
    };
    const another = () => {
      if (location.hash) take();
    };
    take();
    addEventListener('hashchange', another);
    return () => removeEventListener('hashchange', another);
  }, []);
  return token ? <Undo key={token} token={token} me={me} /> : <Refused why="incomplete" me={me} />;
}

function Undo({ token, me }: { token: string; me: Me | null }) {
  const t = useText();
  const [done, setDone] = useState(false);
  const { problem, sending, wait, run } = useCall();

  const undo = () =>
    run(async () => {
      await answer(anonymousApi.POST('/auth/undo-email', { body: { token } }));
      setDone(true);
      announce(t('undo_email.undone_title'));
      // If it was the login of who is signed in here, that is over; somebody else stays.
      if (me) await lookAgain().catch(() => {});
    });

  const dead = problem && deadBecause(problem);
  if (dead) return <Refused why={dead} me={me} />;
  if (done) {
    return (
      <Page
        title={t('undo_email.undone_title')}
        step="undone"
        below={<p class="lead">{t('undo_email.undone')}</p>}
      >
        <ButtonLink href={authPaths.forgotPassword()} look="primary">
          {t('undo_email.new_password')}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t('undo_email.title')} below={<p class="lead">{t('undo_email.lead')}</p>}>
      <div class="undo-email">
        <p>{t('undo_email.consequence')}</p>
        {problem && (
          <Notice tone="problem" reveal>
            <p>{problem.code === 'conflict' ? t('undo_email.meanwhile') : problemText(problem, t)}</p>
            <Wait seconds={wait} />
          </Notice>
        )}
        <Button look="primary" busy={sending} disabled={wait > 0} onClick={() => void undo()}>
          {t('undo_email.act')}
        </Button>
        <p class="hint">{t('undo_email.was_you')}</p>
      </div>
    </Page>
  );
}

function Refused({ why, me }: { why: Dead; me: Me | null }) {
  const t = useText();
  return (
    <Page
      title={t('undo_email.dead_title')}
      step="dead"
      below={<p class="lead">{t(`undo_email.dead.${why}`)}</p>}
    >
      <ButtonLink href={me ? root : authPaths.signIn()} look="primary">
        {t(me ? 'action.back_home' : 'undo_email.sign_in')}
      </ButtonLink>
    </Page>
  );
}
