/** The role of a member, and what they see and may do beyond it or less. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import type { Membership } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Choice, Field } from '../../../ui/Field';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { type Guard, useGuardedCall } from '../../auth/public';
import { covers, coversScope, presetOf, type Rights, sameRights } from '../data/rights';
import { type Act, acts, type Member, type Module, modules, type Role, roles, scopes } from '../data/types';
import { Saved } from '../pages/Saved';

interface Props {
  member: Member;
  /** Of whoever gives. */
  mine: Membership;
  accountId: string;
  guard: Guard;
  /** It is as it was saved just now. */
  saved: boolean;
  onSaved: () => Promise<void>;
}

export function MemberForm({ member, mine, accountId, guard, saved, onSaved }: Props) {
  const t = useText();
  const [role, setRole] = useState<Role>(member.role);
  const [rights, setRights] = useState<Rights>({ scopes: member.scopes, acts: member.acts });
  const { problem, sending, wait, run } = useGuardedCall(guard);
  const changed = role !== member.role || !sameRights(rights, member);
  const finer = !sameRights(rights, presetOf(role));

  const save = async () => {
    const key = crypto.randomUUID();
    const failure = await run(async () => {
      await answer(
        api.PATCH('/accounts/{account_id}/members/{person_id}', {
          params: {
            path: { account_id: accountId, person_id: member.person_id },
            header: { 'Idempotency-Key': key },
          },
          body: { role, scopes: rights.scopes, acts: [...rights.acts] },
        }),
      );
    });
    if (failure) return;
    announce(t('rights.saved'));
    await onSaved();
  };
  const toggle = (act: Act, on: boolean) =>
    setRights({ ...rights, acts: on ? [...rights.acts, act] : rights.acts.filter((each) => each !== act) });

  return (
    <form
      class="member-part"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && wait === 0) void save();
      }}
    >
      <Choice
        legend={t('people.role')}
        name="role"
        value={role}
        options={roles
          .filter((each) => each === member.role || covers(mine, presetOf(each)))
          .map((value) => ({ value, label: t(`role.${value}`), hint: t(`role.${value}.hint`) }))}
        onChange={(chosen) => {
          setRole(chosen);
          setRights(chosen === member.role ? member : presetOf(chosen));
        }}
      />
      {role === 'owner' ? (
        <p class="hint">{t('rights.owner')}</p>
      ) : (
        <details class="finer" open={finer}>
          <summary>{t('rights.finer')}</summary>
          <div class="finer-parts">
            {modules.map((module) => (
              <ScopeField
                key={module}
                module={module}
                rights={rights}
                mine={mine}
                onChange={(scope) => setRights({ ...rights, scopes: { ...rights.scopes, [module]: scope } })}
              />
            ))}
            <fieldset class="acts">
              <legend>{t('rights.acts')}</legend>
              {acts
                .filter((act) => mine.acts.includes(act) || rights.acts.includes(act))
                .map((act) => (
                  <label key={act} class="ticked">
                    <input
                      type="checkbox"
                      name={act}
                      checked={rights.acts.includes(act)}
                      onInput={(event) => toggle(act, event.currentTarget.checked)}
                    />
                    <span>{t(`act.${act}`)}</span>
                  </label>
                ))}
            </fieldset>
          </div>
        </details>
      )}
      {problem && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
          <Wait seconds={wait} />
        </Notice>
      )}
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending} disabled={!changed || wait > 0}>
          {t('rights.save')}
        </Button>
        {saved && !changed ? (
          <Saved text={t('rights.saved')} />
        ) : (
          <p class="hint">{t(changed ? 'rights.from_now' : 'rights.unchanged')}</p>
        )}
      </div>
    </form>
  );
}

interface ScopeProps {
  module: Module;
  rights: Rights;
  mine: Rights;
  onChange: (scope: Rights['scopes'][Module]) => void;
}

function ScopeField({ module, rights, mine, onChange }: ScopeProps) {
  const t = useText();
  const value = rights.scopes[module];
  // A company's details are nobody's own: they are seen or not.
  const offered = scopes.filter(
    (scope) =>
      scope === value ||
      (coversScope(mine.scopes[module], scope) && !(module === 'profile' && scope === 'own')),
  );
  return (
    <Field label={t(`module.${module}`)}>
      {(control) => (
        <select
          {...control}
          name={module}
          value={value}
          onChange={(event) => {
            const chosen = scopes.find((scope) => scope === event.currentTarget.value);
            if (chosen) onChange(chosen);
          }}
        >
          {offered.map((scope) => (
            <option key={scope} value={scope}>
              {t(`scope.${module}.${scope}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
