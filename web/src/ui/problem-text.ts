/** Turns a problem into what a person reads. The only place that knows the API's codes, but for those of files. */

import type { FieldProblem, OurCode, Problem } from '../api/problem';
import type { FieldCode, ProblemCode } from '../api/types';
import type { MessageKey, Translator } from '../lib/i18n';

/** Met and worded by the pages of documents alone. */
type OfFiles = 'file_refused' | 'file_damaged' | 'upload_incomplete' | 'file_quarantined';

/** Complete by its type: a new code of the contract does not compile without words for it. */
const byCode = {
  offline: 'problem.offline',
  timeout: 'problem.unavailable',
  unavailable: 'problem.unavailable',
  internal: 'problem.internal',
  unknown: 'problem.internal',
  invalid_credentials: 'problem.invalid_credentials',
  challenge_refused: 'problem.challenge_refused',
  code_refused: 'problem.challenge_refused',
  link_refused: 'problem.not_found',
  address_taken: 'problem.address_taken',
  unauthenticated: 'problem.session_ended',
  session_ended: 'problem.session_ended',
  mfa_required: 'problem.mfa_required',
  step_up_required: 'problem.step_up_required',
  held_back: 'problem.held_back',
  last_owner: 'problem.last_owner',
  last_factor: 'problem.last_factor',
  no_second_factor: 'problem.no_second_factor',
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
  limit_reached: 'problem.limit_reached',
} as const satisfies Readonly<Record<Exclude<ProblemCode, OfFiles> | OurCode, MessageKey>>;

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
  contradiction: 'field.invalid_format',
} as const satisfies Readonly<Record<FieldCode, MessageKey>>;

export function problemText(problem: Problem, t: Translator): string {
  return t(has(byCode, problem.code) ? byCode[problem.code] : 'problem.internal');
}

/** What is wrong with one field. */
export function fieldText({ code }: FieldProblem, t: Translator): string {
  return t(has(byFieldCode, code) ? byFieldCode[code] : 'field.invalid_format');
}

function has<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}
