/** `/invitation#…`: where the link of an invitation leads. Opening it changes nothing; joining is a button. */

import '../styles/people.css';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { anonymousApi, answer, api } from '../../../api/client';
import type { Me } from '../../../api/types';
import { useCall } from '../../../lib/call';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { root } from '../../../lib/paths';
import { useFormat } from '../../../lib/person';
import { useResource } from '../../../lib/resource';
import { Button, ButtonLink } from '../../../ui/Button';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { problemText } from '../../../ui/problem-text';
import { Skeleton } from '../../../ui/Skeleton';
import { Wait } from '../../../ui/Wait';
import { authPaths } from '../../auth/paths';
import { InvitedSignUp, lookAgain, signOut } from '../../auth/public';
import { homePaths } from '../../home/paths';
import { deadBecause, forgetToken, takeToken } from '../data/invitation-link';
import type { Invitation as Shown } from '../data/types';
import { accountPaths } from '../paths';

export function Invitation({ me }: { me: Me | null }) {
  const [token, setToken] = useState(() => takeToken(location.hash));
  useEffect(() => {
    // Whoever looks over the shoulder, or through the history, need not have it.
    const clean = () => history.replaceState(history.state, '', accountPaths.invitation());
    const another = () => {
      if (!location.hash) return;
      setToken(takeToken(location.hash));
      clean();
    };
    clean();
    addEventListener('hashchange', another);
    return () => removeEventListener('hashchange', another);
  }, []);
  return token ? <Known key={token} token={token} me={me} /> : <Dead why="incomplete" me={me} />;
}

function Known({ token, me }: { token: string; me: Me | null }) {
  const t = useText();
  const [creating, setCreating] = useState(false);
  const { data, problem, reload } = useResource(`invitation/${token}`, () =>
    answer(anonymousApi.GET('/invitations', { params: { query: { token } } })),
  );
  const isDead = problem?.code === 'link_refused' || problem?.status === 400;
  useEffect(() => {
    if (isDead) forgetToken();
  }, [isDead]);

  if (isDead) return <Dead why={deadBecause(problem)} me={me} />;
  if (!data)
    return (
      <Page title={problem ? t('invitation.title_plain') : undefined}>
        {problem ? <LoadFailed problem={problem} retry={() => void reload()} /> : <Skeleton rows={3} />}
      </Page>
    );
  if (creating && !me)
    return (
      <InvitedSignUp
        invitation={token}
        email={data.email}
        company={data.account_name}
        onJoined={() => {
          forgetToken();
          tell('invitation.done');
        }}
        aside={
          <p class="aside other-way">
            <Button look="quiet" onClick={() => setCreating(false)}>
              {t('invitation.back')}
            </Button>
          </p>
        }
      />
    );
  return <Open invitation={data} token={token} me={me} onCreate={() => setCreating(true)} />;
}

interface OpenProps {
  invitation: Shown;
  token: string;
  me: Me | null;
  onCreate: () => void;
}

function Open({ invitation, token, me, onCreate }: OpenProps) {
  const t = useText();
  const format = useFormat();
  const { account_name, invited_by, role, email, expires_at } = invitation;
  return (
    <Page
      title={t('invitation.title', { company: account_name })}
      step="invitation"
      below={
        <p class="lead" dir="auto">
          {t('invitation.lead', { name: invited_by })}
        </p>
      }
    >
      <div class="invitation">
        <dl class="fact-list">
          <div>
            <dt>{t('people.role')}</dt>
            <dd>
              <strong>{t(`role.${role}`)}</strong>
              <p class="hint">{t(`role.${role}.hint`)}</p>
            </dd>
          </div>
          <div>
            <dt>{t('invitation.for')}</dt>
            <dd>
              <bdi>{email}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t('invitation.until')}</dt>
            <dd>{format.dateTime(expires_at)}</dd>
          </div>
        </dl>
        {me?.person.email === email ? (
          <Join invitation={invitation} token={token} />
        ) : me ? (
          <Another me={me} />
        ) : (
          <div class="invitation-ways">
            <ButtonLink href={authPaths.signIn(accountPaths.invitation())} look="primary">
              {t('invitation.sign_in')}
            </ButtonLink>
            <Button onClick={onCreate}>{t('invitation.create')}</Button>
            <p class="hint">{t('invitation.which')}</p>
          </div>
        )}
      </div>
    </Page>
  );
}

function Join({ invitation, token }: { invitation: Shown; token: string }) {
  const t = useText();
  const { route } = useLocation();
  const { problem, sending, wait, run } = useCall();
  const join = () =>
    run(async () => {
      const { account_id } = await answer(api.POST('/invitations/accept', { body: { token } }));
      forgetToken();
      await lookAgain();
      tell('invitation.done');
      route(homePaths.home(account_id), true);
    });
  return (
    <div class="invitation-ways">
      {problem && (
        <Notice tone="problem" reveal>
          <p>
            {problem.code === 'link_refused'
              ? t(`invitation.dead.${deadBecause(problem)}`)
              : problemText(problem, t)}
          </p>
          <Wait seconds={wait} />
        </Notice>
      )}
      <Button look="primary" busy={sending} disabled={wait > 0} onClick={() => void join()}>
        {t('invitation.join', { company: invitation.account_name })}
      </Button>
    </div>
  );
}

/** Somebody else is signed in here. */
function Another({ me }: { me: Me }) {
  const t = useText();
  const { problem, sending, run } = useCall();
  return (
    <div class="invitation-ways">
      <Notice tone="problem">
        <p dir="auto">{t('invitation.another', { email: me.person.email })}</p>
      </Notice>
      {problem && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <Button look="primary" busy={sending} onClick={() => void run(signOut)}>
        {t('invitation.sign_out')}
      </Button>
    </div>
  );
}

function Dead({ why, me }: { why: ReturnType<typeof deadBecause>; me: Me | null }) {
  const t = useText();
  return (
    <Page
      title={t('invitation.dead_title')}
      step="dead"
      below={<p class="lead">{t(`invitation.dead.${why}`)}</p>}
    >
      <ButtonLink href={me ? root : authPaths.signIn()} look="primary">
        {t(me ? 'action.back_home' : 'invitation.sign_in')}
      </ButtonLink>
    </Page>
  );
}
