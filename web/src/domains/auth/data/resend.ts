/** Another mail with a code. */

import { anonymousApi, answer } from '../../../api/client';
import { ProblemError } from '../../../api/problem';
import type { CodeSent } from './types';

/** Null when the session is of no more use. */
export async function resend(session: string): Promise<CodeSent | null> {
  try {
    return await answer(anonymousApi.POST('/auth/resend-code', { body: { session } }));
  } catch (thrown) {
    if (thrown instanceof ProblemError && thrown.problem.status === 401) return null;
    throw thrown;
  }
}
