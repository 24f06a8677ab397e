/** Uploads that were begun together and have arrived: said once for all of them. */

import type { UploadTask } from './uploads';

const ended: readonly UploadTask['phase'][] = ['done', 'failed', 'refused'];

interface SummedUp<Task> {
  sums: readonly (readonly Task[])[];
  /** Each shown by itself: what is on its way, what failed, and what came alone. */
  rest: readonly Task[];
}

export function summedUp<Task extends Pick<UploadTask, 'batch' | 'phase'>>(
  tasks: readonly Task[],
): SummedUp<Task> {
  const sums: Task[][] = [];
  for (const batch of new Set(tasks.map((task) => task.batch))) {
    const together = tasks.filter((task) => task.batch === batch);
    const done = together.filter(({ phase }) => phase === 'done');
    if (done.length > 1 && together.every(({ phase }) => ended.includes(phase))) sums.push(done);
  }
  const summed = new Set(sums.flat());
  return { sums, rest: tasks.filter((task) => !summed.has(task)) };
}
