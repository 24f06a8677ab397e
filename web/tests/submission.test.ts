import { describe, expect, it } from 'vitest';
import { attemptFor } from '../src/lib/drafts';

describe('a submission', () => {
  let made = 0;
  const newKey = () => `key-${++made}`;

  it('keeps its key when it is tried again', () => {
    const first = attemptFor(null, '{"a":1}', newKey);
    expect(attemptFor(first, '{"a":1}', newKey)).toBe(first);
  });

  it('is another one when its content is another', () => {
    const first = attemptFor(null, '{"a":1}', newKey);
    expect(attemptFor(first, '{"a":2}', newKey).key).not.toBe(first.key);
  });
});
