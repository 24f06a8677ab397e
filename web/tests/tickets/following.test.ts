import { describe, expect, it } from 'vitest';
import { hearingOf, otherwise } from '../../src/domains/tickets/data/following';
import type { Following } from '../../src/domains/tickets/data/types';

const ticket = (following: Following, opener: string) => ({
  following,
  opened_by: { id: opener, name: 'Anna' },
});

describe('following a ticket', () => {
  it('is so of one’s own, and of others once they are followed', () => {
    const hearing = (['by_default', 'followed', 'muted'] as const).map((following) =>
      ['me', 'other'].map((opener) => hearingOf(ticket(following, opener), 'me')),
    );
    expect(hearing).toEqual([
      ['follows', 'silent'],
      ['follows', 'follows'],
      ['muted', 'muted'],
    ]);
  });

  it('is changed by one button, there and back', () => {
    expect(otherwise(ticket('by_default', 'me'), 'me')).toBe('muted');
    expect(otherwise(ticket('muted', 'me'), 'me')).toBe('by_default');
    expect(otherwise(ticket('by_default', 'other'), 'me')).toBe('followed');
    expect(otherwise(ticket('followed', 'other'), 'me')).toBe('muted');
    expect(otherwise(ticket('muted', 'other'), 'me')).toBe('followed');
  });
});
