/** The team: its addresses, its teams as people write them, and why the API would not. */

import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/api/problem';
import { lookIn, noteWritten } from '../../src/domains/accounts/data/index-delay';
import { reasonFlaw, recoveryRefusal } from '../../src/domains/accounts/data/recovery';
import { staffPaths, teamPlace } from '../../src/domains/accounts/data/staff-paths';
import { teamsFlaw, teamsIn, teamsText } from '../../src/domains/accounts/data/teams';
import type { Approval } from '../../src/domains/accounts/data/types';
import { withDecided } from '../../src/domains/accounts/data/use-approvals';
import { putRefusal } from '../../src/domains/accounts/data/use-staff';
import { team } from '../../src/domains/accounts/paths';

const placeOf = (path: string) => teamPlace(path.replace(/\?.*$/, '').slice(team.length + 1));
const refused = (code: string): Problem => ({
  code,
  status: 409,
  fields: [],
  retryAfter: null,
});

describe('the addresses', () => {
  it('lead to the pages, and nowhere else', () => {
    expect(placeOf(staffPaths.team())).toEqual({ page: 'list' });
    expect(placeOf(staffPaths.add())).toEqual({ page: 'add' });
    expect(placeOf(staffPaths.colleague('prs_1'))).toEqual({ page: 'colleague', personId: 'prs_1' });
    expect(placeOf(staffPaths.recovery('prs_1'))).toEqual({ page: 'recovery', personId: 'prs_1' });
    expect(placeOf(staffPaths.recovery('prs_1', 'acc_2'))).toEqual({ page: 'recovery', personId: 'prs_1' });
    for (const rest of ['nobody', 'prs_', 'prs_1/rights', 'prs_1/recovery/more', 'new/more'])
      expect(teamPlace(rest), rest).toBeNull();
  });

  it('say which customer somebody belongs to, and which approvals', () => {
    expect(staffPaths.recovery('prs_1', 'acc_2')).toBe('/staff/people/prs_1/recovery?customer=acc_2');
    expect(staffPaths.approvals()).toBe('/staff/approvals');
    expect(staffPaths.approvals('decided')).toBe('/staff/approvals?which=decided');
  });
});

describe('teams', () => {
  it('are read from a line, each once and clean', () => {
    expect(teamsIn(' Service North,Accounts ,, Service\u200b North,')).toEqual(['Service North', 'Accounts']);
    expect(teamsIn(' , \u00a0 ,')).toEqual([]);
    expect(teamsIn(teamsText(['Nord', 'Süd & West']))).toEqual(['Nord', 'Süd & West']);
  });

  it('are ten of 40 letters at most', () => {
    const ten = Array.from({ length: 10 }, (_, number) => `Team ${number}`);
    expect(teamsFlaw([])).toBeNull();
    expect(teamsFlaw(ten)).toBeNull();
    expect(teamsFlaw([...ten, 'one more'])).toBe('team.teams_many');
    expect(teamsFlaw(['🦊'.repeat(40)])).toBeNull();
    expect(teamsFlaw(['🦊'.repeat(41)])).toBe('team.teams_long');
  });
});

describe('the reason for a reset', () => {
  it('says enough, and not too much', () => {
    expect(reasonFlaw(' \u200b ')).toBe('field.required');
    expect(reasonFlaw('called   ')).toBe('help.too_short');
    expect(reasonFlaw('called her')).toBeNull();
    expect(reasonFlaw('x'.repeat(500))).toBeNull();
    expect(reasonFlaw('x'.repeat(501))).toBe('field.too_long');
  });
});

describe('a refusal', () => {
  it('of a reset has words for each of its reasons', () => {
    expect(recoveryRefusal(refused('no_second_factor'))).toBe('help.no_factor');
    expect(recoveryRefusal(refused('conflict'))).toBe('help.waiting');
    expect(recoveryRefusal(refused('not_allowed'))).toBe('help.colleague');
    expect(recoveryRefusal(refused('held_back'))).toBeNull();
  });

  it('of a colleague too', () => {
    expect(putRefusal(refused('not_allowed'))).toBe('team.disabled');
    expect(putRefusal(refused('conflict'))).toBeNull();
  });
});

describe('what was decided here', () => {
  const approval = (id: string, state: Approval['state']) => ({ id, state }) as Approval;

  it('stays in its place, and in sight when the list has it no more', () => {
    const waiting = [approval('apr_1', 'open'), approval('apr_2', 'open')];
    const decided = [approval('apr_2', 'approved')];
    expect(withDecided(waiting, [])).toEqual(waiting);
    expect(withDecided(waiting, decided).map(({ state }) => state)).toEqual(['open', 'approved']);
    expect(withDecided(waiting.slice(0, 1), decided).map(({ id }) => id)).toEqual(['apr_2', 'apr_1']);
  });
});

describe('a list that is an index', () => {
  it('is looked at once more shortly after something was written', () => {
    expect(lookIn('team')).toBeNull();
    noteWritten('team', 10_000);
    expect(lookIn('team', 10_500)).toBe(1_000);
    expect(lookIn('team', 11_500)).toBeNull();
    expect(lookIn('approvals', 10_500)).toBeNull();
  });
});
