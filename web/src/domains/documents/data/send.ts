/** Sends bytes to the bucket. `fetch` tells no progress of what it sends, so it is an XMLHttpRequest. */

import { offline, ProblemError, readProblem } from '../../../api/problem';

function send(
  method: 'POST' | 'PUT',
  url: string,
  body: Blob | FormData,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', stop);
      act();
    };
    request.upload.addEventListener('progress', ({ loaded }) => told(loaded));
    request.addEventListener('load', () =>
      settle(() => {
        if (request.status >= 200 && request.status < 300) return resolve();
        reject(new ProblemError(readProblem(new Response(null, { status: request.status }), null)));
      }),
    );
    request.addEventListener('error', () => settle(() => reject(new ProblemError(offline))));
    request.addEventListener('abort', () => settle(() => reject(signal.reason)));
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', stop);
    request.open(method, url);
    request.send(body);
  });
}

export function sendForm(
  { url, fields }: { url: string; fields: Readonly<Record<string, string>> },
  file: Blob,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // Whatever stands behind the file, the bucket leaves unread.
  form.append('file', file);
  return send('POST', url, form, told, signal);
}

export function sendPart(
  url: string,
  part: Blob,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return send('PUT', url, part, told, signal);
}
