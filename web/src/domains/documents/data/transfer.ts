/**
 * One file on its way: announced, sent, checked by the portal. What breaks off goes on where it was. What it needs of the
 * browser and of the API is handed in.
 */

import { noAnswer, offline, type Problem, ProblemError, problemOf } from '../../../api/problem';
import type { SafeStorage } from '../../../lib/browser-storage';
import { type Announced, forgetUpload, openUpload, rememberUpload } from './open-uploads';
import { arrivedOf, rangeOf, someAtATime } from './parts';
import type { StoredFile, Upload, UploadBody } from './types';

export interface Ports {
  start: (body: UploadBody, key: string) => Promise<Upload>;
  complete: (uploadId: string) => Promise<StoredFile>;
  sendForm: (
    form: NonNullable<Upload['form']>,
    file: Blob,
    told: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  sendPart: (url: string, part: Blob, told: (bytes: number) => void, signal: AbortSignal) => Promise<void>;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  storage: SafeStorage;
  now: () => number;
  newKey: () => string;
}

export interface Watch {
  /** How many bytes have arrived. */
  sent: (bytes: number) => void;
  /** All bytes are there, and the portal checks them. */
  finishing: () => void;
  signal: AbortSignal;
}

/** What of an upload is needed to go on with it. */
type Going = Pick<Upload, 'id' | 'form' | 'parts' | 'part_size'>;

/** Nothing of it is missing, as far as the API says: it has ended, and asking for its file tells how. */
const ended = (id: string): Going => ({ id, parts: [], part_size: 0 });

const partsAtATime = 3;
/** How often in a row nothing may have arrived before the person is asked. */
const patience = 4;
/** Copying and checking a large file may take longer than one call. */
const completions = 12;

export async function transfer(
  ports: Ports,
  accountId: string,
  file: Blob,
  announced: Announced,
  watch: Watch,
): Promise<StoredFile> {
  const forget = () => forgetUpload(ports.storage, accountId, announced);
  let upload = await begun(ports, accountId, announced, watch.signal);
  let failures = 0;
  for (;;) {
    const before = arrived(upload, file);
    try {
      if (before < file.size) await sendMissing(ports, upload, file, watch);
      watch.finishing();
      const stored = await completed(ports, upload.id, watch.signal);
      forget();
      return stored;
    } catch (thrown) {
      watch.signal.throwIfAborted();
      const problem = problemOf(thrown);
      if (problem.code === 'file_refused' || problem.code === 'file_damaged') forget();
      if (!isBreak(problem)) throw thrown;
      failures += 1;
      if (failures > patience) throw thrown;
      await ports.wait(1000 * 2 ** (failures - 1), watch.signal);
      const again = await resumed(ports, announced, upload.id);
      if (again && arrived(again, file) > before) failures = 0;
      upload = again ?? upload;
    }
  }
}

/** What of it is still missing; null when nobody answers. */
async function resumed(ports: Ports, announced: Announced, id: string): Promise<Going | null> {
  try {
    return await ports.start({ ...announced, resume: id }, ports.newKey());
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (noAnswer(problem)) return null;
    if (problem.code === 'conflict') return ended(id);
    throw thrown;
  }
}

/** The upload that was begun before, if there is one, else a new one. */
async function begun(
  ports: Ports,
  accountId: string,
  announced: Announced,
  signal: AbortSignal,
): Promise<Going> {
  const open = openUpload(ports.storage, accountId, announced, ports.now());
  if (open) {
    try {
      const going = await resumed(ports, announced, open);
      if (going) return going;
      throw new ProblemError(offline);
    } catch (thrown) {
      if (noAnswer(problemOf(thrown))) throw thrown;
      // It is no more, or somebody else's.
      forgetUpload(ports.storage, accountId, announced);
    }
  }
  signal.throwIfAborted();
  const upload = await ports.start(announced, ports.newKey());
  // In one piece there is nothing to go on with.
  if (upload.parts) rememberUpload(ports.storage, accountId, announced, upload.id, ports.now());
  return upload;
}

function arrived({ parts }: Going, file: Blob): number {
  return parts ? arrivedOf(file.size, parts) : 0;
}

async function sendMissing(ports: Ports, upload: Going, file: Blob, watch: Watch): Promise<void> {
  const { form, parts, part_size } = upload;
  if (form) return ports.sendForm(form, file, watch.sent, watch.signal);
  const missing = parts ?? [];
  let done = arrivedOf(file.size, missing);
  const onTheirWay = new Map<number, number>();
  const tell = () => {
    let sum = done;
    for (const bytes of onTheirWay.values()) sum += bytes;
    watch.sent(Math.min(sum, file.size));
  };
  tell();
  await someAtATime(missing, partsAtATime, async (part) => {
    try {
      await ports.sendPart(
        part.url,
        file.slice(...rangeOf(part, part_size)),
        (bytes) => {
          onTheirWay.set(part.number, Math.min(bytes, part.size));
          tell();
        },
        watch.signal,
      );
      done += part.size;
    } finally {
      onTheirWay.delete(part.number);
      tell();
    }
  });
}

/** Asking again answers the same file, so a lost answer is asked for once more. */
async function completed(ports: Ports, uploadId: string, signal: AbortSignal): Promise<StoredFile> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ports.complete(uploadId);
    } catch (thrown) {
      signal.throwIfAborted();
      if (!noAnswer(problemOf(thrown)) || tries >= completions) throw thrown;
      await ports.wait(3000, signal);
    }
  }
}

/** Whether it can go on: nothing came through, a link was too old, or something is missing. */
function isBreak(problem: Problem): boolean {
  return noAnswer(problem) || problem.code === 'upload_incomplete' || problem.status === 403;
}
