/** The role and the teams of a colleague. */

import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { type Guard, useGuardedCall } from '../../auth/public';
import { teamsFlaw, teamsIn, teamsText } from '../data/teams';
import type { Colleague, StaffRole } from '../data/types';
import { putColleague, putRefusal } from '../data/use-staff';
import { Saved } from '../pages/Saved';
import { StaffRoleChoice } from './StaffRoleChoice';
import { TeamsField } from './TeamsField';

interface Props {
  colleague: Colleague;
  guard: Guard;
  /** What was saved just now. */
  saved: 'team.saved' | 'team.saved_role' | null;
  onSaved: (what: 'team.saved' | 'team.saved_role') => Promise<void>;
}

export function ColleagueForm({ colleague, guard, saved, onSaved }: Props) {
  const t = useText();
  const written = teamsText(colleague.teams);
  const [role, setRole] = useState<StaffRole>(colleague.role);
  const [teams, setTeams] = useState(written);
  const [wrong, setWrong] = useState<{ teams?: string }>({});
  const { problem, sending, wait, run, forgetProblem } = useGuardedCall(guard);
  const { form, texts, notice } = useFieldErrors(problem, wrong, ['teams']);
  const refusal = problem && putRefusal(problem);
  const otherRole = role !== colleague.role;
  const changed = otherRole || teams !== written;

  const save = async () => {
    const given = teamsIn(teams);
    const flaw = teamsFlaw(given);
    setWrong(flaw ? { teams: t(flaw) } : {});
    if (flaw) return forgetProblem();
    const failure = await run(async () => {
      // The name of a team may have a comma: those that nobody touched stay as they are.
      await putColleague({ email: colleague.email, role, ...(teams === written ? {} : { teams: given }) });
    });
    if (failure) return;
    const what = otherRole ? 'team.saved_role' : 'team.saved';
    announce(t(what));
    await onSaved(what);
  };

  return (
    <form
      ref={form}
      class="member-part"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && wait === 0) void save();
      }}
    >
      <StaffRoleChoice value={role} onChange={setRole} />
      <TeamsField value={teams} error={texts.teams} onChange={setTeams} />
      <FormNotice lines={refusal ? [t(refusal)] : notice} />
      <Wait seconds={wait} />
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending} disabled={!changed || wait > 0}>
          {t('team.save')}
        </Button>
        {saved && !changed ? (
          <Saved text={t(saved)} />
        ) : (
          <p class="hint">
            {t(otherRole ? 'team.other_role' : changed ? 'team.at_once' : 'rights.unchanged')}
          </p>
        )}
      </div>
    </form>
  );
}
