/** `/staff/people/:personId`: what a colleague is, and the end of that. */

import '../styles/people.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useMe } from '../../../lib/person';
import { Button, ButtonLink } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { NotFound } from '../../../ui/NotFound';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { type Guard, useGuardedCall, useStepUp } from '../../auth/public';
import { staffPaths } from '../data/staff-paths';
import type { Colleague } from '../data/types';
import { putColleague, useColleague } from '../data/use-staff';
import { ColleagueForm } from '../forms/ColleagueForm';
import { FactorMark } from './FactorMark';
import { ToTeam } from './ToTeam';

export function StaffColleague({ personId }: { personId: string }) {
  const t = useText();
  const me = useMe();
  const { data: colleague, problem, reload } = useColleague(personId);
  const { guard, dialog } = useStepUp();
  const [saved, setSaved] = useState<'team.saved' | 'team.saved_role' | null>(null);
  if (colleague === null) return <NotFound />;

  const own = personId === me.person.id;
  return (
    <Page
      title={colleague?.name}
      above={<ToTeam />}
      below={
        colleague && (
          <p class="lead">
            <bdi>{colleague.email}</bdi> {own && <span class="you">{t('people.you')}</span>}
          </p>
        )
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!colleague && !problem && <Skeleton rows={4} />}
      {colleague && (
        <div class="member">
          <p class="marks">
            <FactorMark has={colleague.has_second_factor} />
            <span class="hint">
              <span>{t('team.since')}</span> <RelativeTime at={colleague.since} />
            </span>
          </p>
          {own ? (
            <section class="member-part" aria-labelledby="own">
              <h2 id="own">{t(`team.role.${colleague.role}`)}</h2>
              <p class="hint">{t('team.own')}</p>
            </section>
          ) : (
            <>
              <ColleagueForm
                key={JSON.stringify([colleague.role, colleague.teams])}
                colleague={colleague}
                guard={guard}
                saved={saved}
                onSaved={async (what) => {
                  setSaved(what);
                  await reload();
                }}
              />
              {colleague.has_second_factor && mayAsStaff(me, 'auth.ask_recovery') && (
                <section class="member-part" aria-labelledby="help">
                  <h2 id="help">{t('help.title')}</h2>
                  <p class="hint">{t('help.when')}</p>
                  <div>
                    <ButtonLink href={staffPaths.recovery(personId)}>{t('help.title')}</ButtonLink>
                  </div>
                </section>
              )}
              <RemovePart colleague={colleague} guard={guard} />
            </>
          )}
        </div>
      )}
      {dialog}
    </Page>
  );
}

function RemovePart({ colleague: { name, email }, guard }: { colleague: Colleague; guard: Guard }) {
  const t = useText();
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const { problem, sending, run, forgetProblem } = useGuardedCall(guard);

  const remove = async () => {
    const failure = await run(async () => {
      await putColleague({ email, role: 'none' });
    });
    if (failure) return;
    tell('team.removed.done');
    route(staffPaths.team(), true);
  };

  return (
    <section class="member-part" aria-labelledby="remove">
      <h2 id="remove">{t('team.remove')}</h2>
      <p class="hint">{t('team.remove_hint')}</p>
      <div>
        <Button onClick={() => setAsking(true)}>{t('team.remove')}</Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('team.remove_title', { name })}
          text={t('team.remove_text')}
          act={t('team.remove')}
          cancel={t('people.cancel')}
          busy={sending}
          problem={problem}
          onAct={() => void remove()}
          onCancel={() => {
            setAsking(false);
            forgetProblem();
          }}
        />
      )}
    </section>
  );
}
