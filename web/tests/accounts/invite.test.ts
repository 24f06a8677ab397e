/** The check before an invitation: all that is wrong, and what would come of the rest. */

import { describe, expect, it, vi } from 'vitest';
import { type Problem, ProblemError } from '../../src/api/problem';
import { checked, flawsOf } from '../../src/domains/accounts/data/invite';
import { rowsIn } from '../../src/domains/accounts/data/invite-rows';

const refusal = (fields: Problem['fields']) =>
  new ProblemError({ code: 'invalid_body', status: 422, fields, retryAfter: null });

describe('the check', () => {
  it('marks what is refused, by its place in what was sent, and asks again without it', async () => {
    const rows = rowsIn('nobody\nlea@vogt.example\ntom@vogt.example\nada@vogt.example', 'admin');
    const check = vi
      .fn()
      .mockRejectedValueOnce(refusal([{ pointer: '/people/1/role', code: 'contradiction' }]))
      .mockImplementation(async (people: { email: string; role: string }[]) =>
        people.map(({ email, role }) => ({ email, role, outcome: 'invited' })),
      );
    const after = await checked(rows, check);
    expect(after.map(({ flaw, outcome }) => flaw ?? outcome)).toEqual([
      'address',
      'invited',
      'too_much',
      'invited',
    ]);
    expect(check.mock.calls.map(([people]) => people.length)).toEqual([3, 2]);
  });

  it('asks nothing where every row is wrong, and hands on what is no refusal of a row', async () => {
    const check = vi.fn().mockRejectedValue(refusal([]));
    expect(await checked(rowsIn('nobody', 'member'), check)).toHaveLength(1);
    expect(check).not.toHaveBeenCalled();
    await expect(checked(rowsIn('lea@vogt.example', 'member'), check)).rejects.toBeInstanceOf(ProblemError);
  });

  it('tells an address that comes twice from one that is none', () => {
    const flaws = flawsOf([
      { pointer: '/people/0/email', code: 'contradiction' },
      { pointer: '/people/3/email', code: 'invalid_format' },
      { pointer: '/language', code: 'invalid_format' },
    ]);
    expect([...flaws]).toEqual([
      [0, 'twice'],
      [3, 'address'],
    ]);
  });
});
