/** Turns a problem into what a person reads. The only place that knows the API's codes. */

import type { FieldProblem, OurCode, Problem } from '../api/problem';
import type { FieldCode, ProblemCode } from '../api/types';
import type { MessageKey, Translator } from '../lib/i18n';

/** Complete by its type: a new code of the contract does not compile without words for it. */
const byCode = {
  offline: 'problem.offline',
  timeout: 'problem.unavailable',
  unavailable: 'problem.unavailable',
  internal: 'problem.internal',
  unknown: 'problem.internal',
  invalid_credentials: 'problem.invalid_credentials',
  challenge_refused: 'problem.challenge_refused',
  address_taken: 'problem.address_taken',
  unauthenticated: 'problem.session_ended',
  session_ended: 'problem.session_ended',
  mfa_required: 'problem.mfa_required',
  not_allowed: 'problem.not_allowed',
  direct_access_refused: 'problem.not_allowed',
  not_found: 'problem.not_found',
  method_not_allowed: 'problem.internal',
  conflict: 'problem.conflict',
  idempotency_key_reused: 'problem.conflict',
  payload_too_large: 'problem.payload_too_large',
  unsupported_media_type: 'problem.internal',
  invalid_body: 'problem.invalid_body',
  malformed_json: 'problem.invalid_body',
  invalid_parameter: 'problem.not_found',
  invalid_cursor: 'problem.conflict',
  too_many_attempts: 'problem.too_many_attempts',
  too_many_requests: 'problem.too_many_requests',
} as const satisfies Readonly<Record<ProblemCode | OurCode, MessageKey>>;

const byFieldCode = {
  required: 'field.required',
  too_short: 'field.required',
  too_long: 'field.too_long',
  control_character: 'field.control_character',
  invalid_format: 'field.invalid_format',
  wrong_type: 'field.invalid_format',
  not_allowed: 'field.invalid_format',
  unknown_field: 'field.invalid_format',
  too_weak: 'field.too_weak',
} as const satisfies Readonly<Record<FieldCode, MessageKey>>;

export function problemText(problem: Problem, t: Translator): string {
  return t(has(byCode, problem.code) ? byCode[problem.code] : 'problem.internal');
}

/** What to say at each field, by the field's name; what points at no field of the form is left out. */
export function fieldTexts<Field extends string>(
  problem: Problem | null,
  fields: readonly Field[],
  t: Translator,
): Partial<Record<Field, string>> {
  const texts: Partial<Record<Field, string>> = {};
  for (const error of problem?.fields ?? []) {
    const field = fields.find((name) => name === nameAt(error));
    if (field && !texts[field]) {
      texts[field] = t(has(byFieldCode, error.code) ? byFieldCode[error.code] : 'field.invalid_format');
    }
  }
  return texts;
}

/** `/subject`, and the fragment form `#/subject`, point at `subject`. */
function nameAt({ pointer }: FieldProblem): string {
  const first = pointer.replace(/^#?\//, '').split('/')[0] ?? '';
  return first.replaceAll('~1', '/').replaceAll('~0', '~');
}

function has<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}
