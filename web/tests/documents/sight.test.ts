import { describe, expect, it } from 'vitest';
import { ofPeople, sees } from '../../src/domains/documents/data/sight';
import { summedUp } from '../../src/domains/documents/data/summed-up';
import { pastDay, uploadProblemText } from '../../src/domains/documents/data/words';
import { translatorOf } from '../all-texts';

const t = translatorOf('en');
const by = { id: 'per_by', kind: 'customer', name: 'Anna' } as const;
const weber = { id: 'per_weber', name: 'Jonas Weber' };

const refused = (...pointers: string[]) => ({
  code: 'invalid_body',
  status: 422,
  fields: pointers.map((pointer) => ({ pointer, code: 'contradiction' })),
  retryAfter: null,
});

describe('a file', () => {
  it.each([
    ['account', null, true],
    ['account', ['per_weber'], true],
    ['account', ['per_by'], false],
    ['own', null, false],
    ['own', ['per_weber'], true],
    ['none', ['per_weber'], false],
  ] as const)(
    'is seen by whoever sees %s of the documents, when it is for %j: %s',
    (documents, named, seen) => {
      const visible_to = named && [...named];
      expect(sees({ ...weber, documents }, { by, visible_to })).toBe(seen);
    },
  );

  it('is seen by whoever brought it', () => {
    expect(sees({ id: by.id, name: 'Anna', documents: 'own' }, { by, visible_to: ['per_weber'] })).toBe(true);
  });
});

describe('somebody who cannot see a file', () => {
  const people = [{ ...weber, documents: 'own' as const }];

  it('is named in a sentence, and nothing else is said of it', () => {
    const problem = refused('/mentions/1');
    expect(ofPeople(problem, 'mentions', ['per_by', 'per_weber'], people, t)).toEqual({
      lines: ['Jonas Weber cannot see this file.'],
      rest: null,
    });
  });

  it('hides nothing else that is wrong', () => {
    const { lines, rest } = ofPeople(refused('/mentions/0', '/text'), 'mentions', ['per_gone'], people, t);
    expect(lines).toEqual(['Somebody of these people cannot see this file.']);
    expect(rest?.fields).toEqual([{ pointer: '/text', code: 'contradiction' }]);
  });

  it('is said at an upload, as a past day is', () => {
    const problem = refused('/visible_to/0', '/expires_on');
    expect(uploadProblemText(problem, ['per_weber'], people, t)).toBe(
      'Jonas Weber cannot see this file. Choose today or a later day.',
    );
    expect(pastDay(problem, 'due_on', t)).toBeNull();
  });
});

describe('uploads that were begun together', () => {
  const task = (batch: number, phase: 'done' | 'failed' | 'sending') => ({ batch, phase });

  it('are summed up once all have ended, but for those that failed', () => {
    const [one, two, failed] = [task(1, 'done'), task(1, 'done'), task(1, 'failed')];
    expect(summedUp([one, two, failed])).toEqual({ sums: [[one, two]], rest: [failed] });
  });

  it('stand each by itself while one is on its way, and when they came alone', () => {
    const all = [task(1, 'done'), task(1, 'done'), task(1, 'sending'), task(2, 'done')];
    expect(summedUp(all)).toEqual({ sums: [], rest: all });
  });
});
