/** Tickets as the API tells of them, and the words it uses. */

import type { Answer } from '../../../api/types';

export type Ticket = Answer<'tickets.list_tickets', 200>['items'][number];
export type TicketWithMessages = Answer<'tickets.get_ticket', 200>;
export type Message = Answer<'tickets.reply', 201>;
export type Rating = Answer<'tickets.rate_ticket', 200>;
export type QueueEntry = Answer<'tickets.list_queue', 200>['items'][number];

export type Following = TicketWithMessages['following'];

export type Kind = Ticket['kind'];
export type Level = Ticket['impact'];
export type Priority = Ticket['priority'];
export type Status = Ticket['status'];

export const kinds = ['question', 'incident', 'request', 'complaint'] as const satisfies readonly Kind[];
export const levels = ['low', 'medium', 'high'] as const satisfies readonly Level[];
export const statuses = ['open', 'pending', 'solved'] as const satisfies readonly Status[];
