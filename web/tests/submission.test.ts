import { describe, expect, it } from 'vitest';
import { priorityOf } from '../src/domains/tickets/data/priority';
import { attemptFor } from '../src/lib/drafts';
import { lengthOf, singleLine, withoutControlCharacters } from '../src/lib/text';

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

describe('text', () => {
  it('is counted as the API counts', () => {
    expect(lengthOf('a🔧ü')).toBe(3);
    expect(lengthOf('')).toBe(0);
  });

  it('loses what could not be sent, and nothing else', () => {
    expect(withoutControlCharacters('a\u0000b\r\nc\td\u200d🔧\u0085')).toBe('ab\nc\td\u200d🔧');
  });

  it('becomes one line where there is room for one', () => {
    expect(singleLine('Anna\r\nBrückner\t\u0007')).toBe('Anna Brückner ');
  });
});

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
