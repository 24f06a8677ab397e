/**
 * Works a ticket with a TypeScript client from the contract: types that openapi-typescript generates, and openapi-fetch.
 * `npm run client`, with the stack in `ATRIUM_STACK`. An agent signs in with password and app, answers what waits first,
 * closes it and opens it again; then something that is not there is asked for, and comes back as a problem.
 */

import { readFileSync } from 'node:fs';
import createClient, { type Client } from 'openapi-fetch';
import { expect, test } from 'vitest';
// The codes of an authenticator app, of which each is good once.
import { unusedCode } from '../e2e/totp.mjs';
import type { paths } from '../src/api/schema';

interface Person {
  email: string;
  password: string;
  totp_secret: string;
  role: string;
}

const stack: { api_url: string; demo: Person[] } = JSON.parse(
  readFileSync(process.env.ATRIUM_STACK ?? '', 'utf8'),
);

async function signIn(client: Client<paths>, { email, password, totp_secret }: Person) {
  const code = await unusedCode(totp_secret);
  const begun = await client.POST('/auth/sign-in', { body: { email, password } });
  if (!begun.data || !('challenge' in begun.data)) throw new Error(JSON.stringify(begun.error ?? begun.data));
  const { session } = begun.data.challenge;
  const done = await client.POST('/auth/answer-challenge', { body: { name: 'totp', session, code } });
  if (!done.data || !('access_token' in done.data)) throw new Error(JSON.stringify(done.error ?? done.data));
  return done.data.access_token;
}

test('an agent works a ticket', async () => {
  const agent = stack.demo.find((person) => person.role === 'agent');
  if (!agent) throw new Error('the demo has an agent');
  const client = createClient<paths>({ baseUrl: stack.api_url });
  const token = await signIn(client, agent);
  client.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${token}`);
    },
  });

  const queue = await client.GET('/staff/tickets', { params: { query: { limit: 1 } } });
  const first = queue.data?.items[0];
  if (!first) throw new Error(JSON.stringify(queue.error ?? 'nothing waits'));
  const path = { account_id: first.account_id, ticket_id: first.id };
  const once = () => ({ path, header: { 'Idempotency-Key': crypto.randomUUID() } });

  const message = 'Answered by a program.';
  const replied = await client.POST('/accounts/{account_id}/tickets/{ticket_id}/replies', {
    params: once(),
    body: { message },
  });
  expect(replied.response.status, JSON.stringify(replied.error)).toBe(201);
  const thread = await client.GET('/accounts/{account_id}/tickets/{ticket_id}', { params: { path } });
  expect(thread.data?.messages.items.at(-1)?.text).toBe(message);
  expect(thread.data?.status).toBe('pending');

  const closed = await client.POST('/accounts/{account_id}/tickets/{ticket_id}/close', { params: once() });
  expect(closed.data?.status).toBe('solved');
  const reopened = await client.POST('/accounts/{account_id}/tickets/{ticket_id}/reopen', { params: once() });
  expect(reopened.data?.status).toBe('open');

  const missing = await client.GET('/accounts/{account_id}/tickets/{ticket_id}', {
    params: { path: { ...path, ticket_id: `tic_${'0'.repeat(26)}` } },
  });
  expect(missing.error?.code).toBe('not_found');
});
