/** What can go wrong with a call: a problem+json of the API, or no answer at all. */

export interface FieldProblem {
  pointer: string;
  code: string;
  /** In English, for programmers. */
  detail?: string;
}

/** `offline`: no answer came. `unknown`: it came, but not from the API. */
export type OurCode = 'offline' | 'unknown';

export interface Problem {
  /** The API's stable code, possibly one that is newer than this page, or one of `OurCode`. */
  code: string;
  status: number;
  fields: readonly FieldProblem[];
  /** Seconds to wait, where the API says so. */
  retryAfter: number | null;
  /** In English, for programmers; where one code has several reasons, it tells them apart. */
  detail?: string | undefined;
  /** Of a conflict: what somebody else wrote meanwhile, as the operation answers with it. */
  newer?: unknown;
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

export const offline: Problem = { code: 'offline', status: 0, fields: [], retryAfter: null };

/** Nothing was decided: the call never arrived, or nobody was able to answer it. */
export function noAnswer({ status }: Problem): boolean {
  return status === 0 || status >= 500;
}

/** Of anything thrown by a call: its problem. Our own mistakes are `unknown`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  return { code: 'unknown', status: 0, fields: [], retryAfter: null };
}

const codeOfStatus: Readonly<Record<number, string>> = {
  401: 'unauthenticated',
  403: 'not_allowed',
  404: 'not_found',
  413: 'payload_too_large',
  429: 'too_many_requests',
  500: 'internal',
  502: 'unavailable',
  503: 'unavailable',
  504: 'timeout',
};

export function readProblem(response: Response, body: unknown): Problem {
  const given = isRecord(body) ? body : {};
  return {
    code: typeof given.code === 'string' ? given.code : (codeOfStatus[response.status] ?? 'unknown'),
    status: response.status,
    fields: Array.isArray(given.errors) ? given.errors.flatMap(fieldProblem) : [],
    retryAfter: secondsUntil(response.headers.get('Retry-After'), Date.now()),
    detail: typeof given.detail === 'string' ? given.detail : undefined,
    newer: given.newer,
  };
}

/** `Retry-After` is either seconds or a date. */
export function secondsUntil(header: string | null, now: number): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

function fieldProblem(value: unknown): FieldProblem[] {
  if (!isRecord(value) || typeof value.pointer !== 'string') return [];
  const { pointer, code, detail } = value;
  return [
    {
      pointer,
      code: typeof code === 'string' ? code : 'invalid_format',
      ...(typeof detail === 'string' ? { detail } : {}),
    },
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
