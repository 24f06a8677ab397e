/** The teams of a colleague, as people write them: with commas between. */

import { cleanLine, isBlank, lengthOf } from '../../../lib/text';

/** The contract's limits, the second one in Unicode scalar values. */
const most = 10;
const longest = 40;

/** Each once, in the order in which they stand there. */
export function teamsIn(typed: string): string[] {
  const teams = typed.split(',').map(cleanLine);
  return [...new Set(teams.filter((team) => !isBlank(team)))];
}

export function teamsText(teams: readonly string[]): string {
  return teams.join(', ');
}

/** What is wrong with them, in the catalogue's words. */
export function teamsFlaw(teams: readonly string[]): 'team.teams_many' | 'team.teams_long' | null {
  if (teams.length > most) return 'team.teams_many';
  return teams.some((team) => lengthOf(team) > longest) ? 'team.teams_long' : null;
}
