/** The contract's shapes that every domain reads; each domain names its own in its `data/types.ts`. */

import type { components, operations } from './schema';

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

/** What an operation answers with a status. */
export type Answer<
  Operation extends keyof operations,
  Status extends number,
> = operations[Operation] extends {
  responses: infer Responses;
}
  ? Status extends keyof Responses
    ? JsonOf<Responses[Status]>
    : never
  : never;

export type SignedIn = Answer<'auth.confirm_totp', 200>;
export type Me = Answer<'accounts.get_me', 200>;
export type Profile = Answer<'accounts.update_me', 200>;
export type Membership = Me['memberships'][number];
/** An operation that somebody may or may not call, by its name in the contract. */
export type Action = Membership['may'][number];

export type ProblemCode = components['schemas']['ProblemCode'];
export type FieldCode = components['schemas']['FieldCode'];
