/** Which uploads are shown beside the file of a thing that is asked for. */

import type { RequestLine, StoredFile } from './types';
import type { UploadTask } from './uploads';

type Shown = Pick<UploadTask, 'phase'> & { stored?: Pick<StoredFile, 'id' | 'uploaded_at'> };

/** Without those that have arrived and are the file of the line, or came before it. */
export function besideFile<Task extends Shown>(
  tasks: readonly Task[],
  file: RequestLine['file'],
): readonly Task[] {
  return tasks.filter(({ phase, stored }) => {
    if (phase !== 'done' || !stored || !file) return true;
    return stored.id !== file.id && Date.parse(stored.uploaded_at) > Date.parse(file.at);
  });
}
