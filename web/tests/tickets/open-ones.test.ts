/** The open requests of a customer, for the team. */

import { expect, it } from 'vitest';
import { openOnes } from '../../src/domains/tickets/data/open-ones';
import type { Status, Ticket } from '../../src/domains/tickets/data/types';

/** Only what is looked at. */
const ticket = (id: string, status: Status) => ({ id, status }) as Ticket;

it('come with those first that wait for the team, five of them, and without solved ones', () => {
  const all = [
    ticket('1', 'pending'),
    ticket('2', 'solved'),
    ...['3', '4', '5', '6'].map((id) => ticket(id, 'open')),
  ];
  expect(openOnes(all).shown.map(({ id }) => id)).toEqual(['3', '4', '5', '6', '1']);
  expect(openOnes(all).more).toBe(false);
  expect(openOnes([...all, ticket('7', 'pending')]).more).toBe(true);
  expect(openOnes([])).toEqual({ shown: [], more: false });
});
