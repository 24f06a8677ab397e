/** What was promised of a ticket, and what the company promises. */

import { answer, api } from '../../../api/client';
import type { Answer } from '../../../api/types';
import { type Resource, useResource } from '../../../lib/resource';
import type { Ticket } from './types';

export type Promised = Answer<'tickets.get_promise', 200>;
export type PromiseClock = NonNullable<Promised['solution']>;
export type ServicePolicy = Answer<'tickets.get_policy', 200>;
export type Within = NonNullable<ServicePolicy['within']>;
export type Hours = ServicePolicy['hours'][number];
export type Holiday = ServicePolicy['holidays'][number];

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Hours['day'][];

export const priorities = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly (keyof Within)[];

/** Asked for anew whenever something happened in the ticket. */
export function usePromise(
  ticket: Pick<Ticket, 'account_id' | 'id' | 'last_activity_at' | 'status'>,
): Resource<Promised> {
  const { account_id, id, last_activity_at, status } = ticket;
  return useResource<Promised>(
    `promise/${id}/${last_activity_at}/${status}`,
    () =>
      answer(
        api.GET('/accounts/{account_id}/tickets/{ticket_id}/promise', {
          params: { path: { account_id, ticket_id: id } },
        }),
      ),
    { every: 300_000 },
  );
}

export function usePolicy(): Resource<ServicePolicy> {
  return useResource<ServicePolicy>('service-policy', () => answer(api.GET('/staff/service-policy', {})));
}

export interface PolicyChange {
  version: number;
  time_zone: string;
  hours: Hours[];
  holidays: Holiday[];
  within: Within;
}

export function putPolicy(change: PolicyChange, key: string): Promise<ServicePolicy> {
  return answer(
    api.PUT('/staff/service-policy', { params: { header: { 'Idempotency-Key': key } }, body: change }),
  );
}

const holidayLine = /^(\d{4}-\d{2}-\d{2})\s+(.+)$/;

/** A holiday on each line, "2026-12-25 Christmas Day"; the number of the first line that is none. */
export function readHolidays(text: string): { holidays: Holiday[] } | { wrong: number } {
  const holidays: Holiday[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const [, day, name] = holidayLine.exec(line.trim()) ?? [];
    if (!day || !name || Number.isNaN(Date.parse(day))) return { wrong: index + 1 };
    holidays.push({ day, name });
  }
  return { holidays: holidays.sort((a, b) => a.day.localeCompare(b.day)) };
}

export function holidayLines(holidays: readonly Holiday[]): string {
  return holidays.map(({ day, name }) => `${day} ${name}`).join('\n');
}
