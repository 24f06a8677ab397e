/** The typed client of the API. Every call goes through `answer`, which throws only `ProblemError`. */

import createClient from 'openapi-fetch';
import { apiBase, fetchInTime, freshToken, renewAfterRefusal } from './access-token';
import { ProblemError, readProblem } from './problem';
import type { paths } from './schema';

/** For `/auth/*`: nothing is attached and a 401 is an answer like any other. */
export const anonymousApi = createClient<paths>({ baseUrl: apiBase, fetch: fetchInTime });

/** For everything else: carries the access token, renewed once when it is refused. */
export const api = createClient<paths>({ baseUrl: apiBase, fetch: fetchAsPerson });

let whenMissing: (accountId: string) => void = () => {};

/** Called when something of an account is not there, or not any more for this person. */
export function onMissing(listener: (accountId: string) => void): void {
  whenMissing = listener;
}

async function fetchAsPerson(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await freshToken();
  const response = await fetchInTime(carrying(request, token));
  const accountId = response.status === 404 && /\/accounts\/(\w+)/.exec(request.url)?.[1];
  if (accountId) whenMissing(accountId);
  if (response.status !== 401 || (await refusesWhatWasSent(response))) return response;
  if (!(await renewAfterRefusal(token))) return response;
  return fetchInTime(carrying(again, await freshToken()));
}

/** A wrong password or factor: the token is good, and what was wrong must not be sent twice. */
async function refusesWhatWasSent(response: Response): Promise<boolean> {
  const { code } = readProblem(
    response,
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  return code === 'invalid_credentials' || code === 'challenge_refused';
}

function carrying(request: Request, token: string): Request {
  request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  throw new ProblemError(readProblem(response, error));
}
