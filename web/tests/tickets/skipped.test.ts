import { describe, expect, it } from 'vitest';
import { nextOf, withSkipped } from '../../src/domains/tickets/data/skipped';

const queue = ['a', 'b', 'c'].map((id) => ({ id }));

describe('the next in the queue', () => {
  it('is the first other one', () => {
    expect(nextOf(queue, 'x', [])?.id).toBe('a');
    expect(nextOf(queue, 'a', [])?.id).toBe('b');
    expect(nextOf([{ id: 'a' }], 'a', [])).toBeNull();
  });

  it('is none that was skipped, as long as there is another', () => {
    expect(nextOf(queue, 'x', ['a'])?.id).toBe('b');
    expect(nextOf(queue, 'c', withSkipped(['b'], 'a'))?.id).toBe('b');
  });

  it('comes to those that were skipped in their order', () => {
    const skipped = withSkipped(withSkipped(withSkipped(['a'], 'b'), 'c'), 'a');
    expect(skipped).toEqual(['b', 'c', 'a']);
    expect(nextOf(queue, 'x', skipped)?.id).toBe('b');
  });
});
