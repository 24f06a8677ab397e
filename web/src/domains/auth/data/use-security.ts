/** How the person signs in, and where they are signed in. */

import { answer, api } from '../../../api/client';
import { type Resource, useResource } from '../../../lib/resource';
import type { SecurityView } from './types';

export function useSecurity(): Resource<SecurityView> {
  return useResource('auth/security', () => answer(api.GET('/auth/security')), { every: 60_000 });
}

/** A factor was just added: whoever has no codes yet gets them next. Not over a reload: then it is for them to ask. */
let codesDue = false;

export function noteFactorAdded(): void {
  codesDue = true;
}

export function takeCodesDue(): boolean {
  const due = codesDue;
  codesDue = false;
  return due;
}
