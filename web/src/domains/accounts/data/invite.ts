/** Inviting people: a check that changes nothing, then the invitations. */

import { answer, api } from '../../../api/client';
import { type FieldProblem, ProblemError } from '../../../api/problem';
import type { Language } from '../../../lib/i18n';
import type { Flaw, Row } from './invite-rows';
import type { InvitedOne, Role } from './types';

interface Invitee {
  email: string;
  role: Role;
}

export async function invite(
  accountId: string,
  people: readonly Invitee[],
  language: Language,
  key: string,
  dryRun = false,
): Promise<readonly InvitedOne[]> {
  const { items } = await answer(
    api.POST('/accounts/{account_id}/invitations', {
      params: { path: { account_id: accountId }, header: { 'Idempotency-Key': key } },
      body: {
        people: people.map(({ email, role }) => ({ email, role })),
        language,
        ...(dryRun ? { dry_run: true } : {}),
      },
    }),
  );
  return items;
}

export type Check = (people: readonly Invitee[]) => Promise<readonly InvitedOne[]>;

/** The rows with what would come of each, or what is wrong with it. What the API refuses is left out, and the rest asked anew. */
export async function checked(rows: readonly Row[], check: Check): Promise<Row[]> {
  let known = [...rows];
  for (;;) {
    const good = known.filter(({ flaw }) => flaw === null);
    if (good.length === 0) return known;
    try {
      const outcomes = await check(good);
      const outcomeOf = new Map(good.map((row, place) => [row, outcomes[place]?.outcome ?? null]));
      return known.map((row) => ({ ...row, outcome: outcomeOf.get(row) ?? null }));
    } catch (thrown) {
      const flaws = thrown instanceof ProblemError ? flawsOf(thrown.problem.fields) : new Map<number, Flaw>();
      if (flaws.size === 0) throw thrown;
      const flawOf = new Map(good.map((row, place) => [row, flaws.get(place)]));
      known = known.map((row) => ({ ...row, flaw: row.flaw ?? flawOf.get(row) ?? null }));
    }
  }
}

/** By the place in what was sent. */
export function flawsOf(fields: readonly FieldProblem[]): Map<number, Flaw> {
  const flaws = new Map<number, Flaw>();
  for (const { pointer, code } of fields) {
    const [, place, field] = /^#?\/people\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
    if (place === undefined) continue;
    const ofRole = code === 'contradiction' ? 'too_much' : 'role';
    const ofAddress = code === 'contradiction' ? 'twice' : 'address';
    flaws.set(Number(place), field === 'role' ? ofRole : ofAddress);
  }
  return flaws;
}
