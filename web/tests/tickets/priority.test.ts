import { describe, expect, it } from 'vitest';
import { priorityOf } from '../../src/domains/tickets/data/priority';

describe('priority', () => {
  it('is the server’s matrix of impact and urgency', () => {
    const matrix = (['low', 'medium', 'high'] as const).map((impact) =>
      (['low', 'medium', 'high'] as const).map((urgency) => priorityOf(impact, urgency)),
    );
    expect(matrix).toEqual([
      ['low', 'low', 'normal'],
      ['low', 'normal', 'high'],
      ['normal', 'high', 'urgent'],
    ]);
  });
});
