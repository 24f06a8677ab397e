/** What waits for a decision, and what was decided. */

import { answer, api } from '../../../api/client';
import { type Listing, useListing } from '../../../lib/resource';
import { noteWritten, useLookAgain } from './index-delay';
import type { Approval, Which } from './types';

function load(which: Which, query: { limit?: number; cursor?: string }) {
  return answer(api.GET('/staff/approvals', { params: { query: { which, ...query } } }));
}

export function useApprovals(which: Which): Listing<Approval> {
  const listing = useListing(`approvals/${which}`, (cursor) => load(which, cursor ? { cursor } : {}), {
    every: 30_000,
  });
  useLookAgain('approvals', listing.reload);
  return listing;
}

export type Outcome = 'approved' | 'declined';

export async function decideApproval(
  { id }: Approval,
  outcome: Outcome,
  reason: string | undefined,
  key: string,
): Promise<Approval> {
  const after = await answer(
    api.POST('/staff/approvals/{approval_id}/decision', {
      params: { path: { approval_id: id }, header: { 'Idempotency-Key': key } },
      body: { outcome, ...(reason ? { reason } : {}) },
    }),
  );
  noteWritten('approvals');
  return after;
}

/** One that somebody else decided a moment ago, or whose time is over. */
export async function findApproval(id: string): Promise<Approval | undefined> {
  const decided = await load('decided', { limit: 100 });
  const found = decided.items.find((each) => each.id === id);
  if (found) return found;
  const open = await load('open', { limit: 100 });
  return open.items.find((each) => each.id === id);
}

/** What was decided on this page stays where it was, and stays seen when the list has it no more. */
export function withDecided(waiting: readonly Approval[], decided: readonly Approval[]): readonly Approval[] {
  const gone = decided.filter(({ id }) => !waiting.some((each) => each.id === id));
  return [...gone, ...waiting.map((each) => decided.find(({ id }) => id === each.id) ?? each)];
}
