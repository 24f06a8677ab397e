/** The contract's shapes under the names the pages use, taken from the operations that answer them. */

import type { components, operations } from './schema';

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<Operation extends keyof operations, Status extends number> = operations[Operation] extends {
  responses: infer Responses;
}
  ? Status extends keyof Responses
    ? JsonOf<Responses[Status]>
    : never
  : never;
export type Me = Answer<'accounts.get_me', 200>;
export type Profile = Answer<'accounts.update_me', 200>;
export type Membership = Me['memberships'][number];
/** An operation that somebody may or may not call, by its name in the contract. */
export type Action = Membership['may'][number];
export type SignInAnswer = Answer<'auth.sign_in', 200>;
export type SignedIn = Answer<'auth.answer_challenge', 200>;
export type Challenge = Extract<SignInAnswer, { challenge: object }>['challenge'];
export type CodeSent = Answer<'auth.sign_up', 202>;
export type TotpSecret = Answer<'auth.start_totp', 200>;
export type TicketPage = Answer<'tickets.list_tickets', 200>;
export type Ticket = TicketPage['items'][number];
export type TicketWithMessages = Answer<'tickets.get_ticket', 200>;
export type Message = Answer<'tickets.reply', 201>;
export type QueuePage = Answer<'tickets.list_queue', 200>;
export type QueueEntry = QueuePage['items'][number];

export type ProblemCode = components['schemas']['ProblemCode'];
export type FieldCode = components['schemas']['FieldCode'];

export type Kind = Ticket['kind'];
export type Level = Ticket['impact'];
export type Priority = Ticket['priority'];
export type Status = Ticket['status'];

export const kinds = ['question', 'incident', 'request', 'complaint'] as const satisfies readonly Kind[];
export const levels = ['low', 'medium', 'high'] as const satisfies readonly Level[];
export const statuses = ['open', 'pending'] as const satisfies readonly Status[];
