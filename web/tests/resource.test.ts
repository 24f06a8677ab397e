import { expect, it } from 'vitest';
import { loadedAfter } from '../src/lib/resource';

it('loads once while the page changes nothing', async () => {
  let loads = 0;
  const data = await loadedAfter(
    () => 3,
    async () => ++loads,
  );
  expect([data, loads]).toEqual([1, 1]);
});

it('loads again what was asked for before the page changed it', async () => {
  let changes = 0;
  const answers = ['before the change', 'after it'];
  const data = await loadedAfter(
    () => changes,
    async () => {
      if (answers.length === 2) changes += 1;
      return answers.shift();
    },
  );
  expect(data).toBe('after it');
  expect(answers).toEqual([]);
});
