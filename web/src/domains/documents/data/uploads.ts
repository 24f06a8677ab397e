/** The uploads of this tab: they go on while the person looks at other pages of the portal. */

import { answer, api } from '../../../api/client';
import { type Problem, ProblemError, problemOf } from '../../../api/problem';
import { preferences } from '../../../lib/browser-storage';
import { createStore, useStore } from '../../../lib/store';
import { cleanLine } from '../../../lib/text';
import { type Refusal, refusalOf } from './names';
import type { Announced } from './open-uploads';
import { sendForm, sendPart } from './send';
import { type Ports, transfer } from './transfer';
import type { StoredFile } from './types';

/** Where a file goes, and for whom it is. */
export type Target = Omit<Announced, 'name' | 'size' | 'sha256'>;

export type Phase = 'waiting' | 'checking' | 'sending' | 'finishing' | 'done' | 'failed' | 'refused';

export interface UploadTask {
  id: number;
  /** Those that were chosen together have the same. */
  batch: number;
  accountId: string;
  file: File;
  target: Target;
  phase: Phase;
  /** Bytes read while checking, sent while sending. */
  bytes: number;
  problem?: Problem;
  /** Why it is not even sent. */
  refusal?: Refusal;
  stored?: StoredFile;
}

const tasks = createStore<readonly UploadTask[]>([]);
const stops = new Map<number, AbortController>();
let lastId = 0;
let isRunning = false;

export function useUploads(accountId: string): readonly UploadTask[] {
  return useStore(tasks).filter((task) => task.accountId === accountId);
}

function change(id: number, part: Partial<UploadTask>): void {
  tasks.set(tasks.get().map((task) => (task.id === id ? { ...task, ...part } : task)));
}

export function addUploads(accountId: string, files: readonly File[], target: Target): void {
  const batch = lastId + 1;
  const added = files.map((file): UploadTask => {
    const refusal = refusalOf(file);
    lastId += 1;
    const task = { id: lastId, batch, accountId, file, target, bytes: 0 };
    return refusal ? { ...task, phase: 'refused', refusal } : { ...task, phase: 'waiting' };
  });
  tasks.set([...tasks.get(), ...added]);
  void runAll();
}

/** Also while it is on its way. What has arrived of it stays for a day, should the same file be chosen again. */
export function removeUploads(ids: readonly number[]): void {
  for (const id of ids) stops.get(id)?.abort();
  tasks.set(tasks.get().filter((task) => !ids.includes(task.id)));
}

const final: readonly string[] = ['file_refused', 'file_damaged', 'file_unreadable'];

/** Whether the same may work when it is tried again: not where something is wrong with the file or with what was said of it. */
export function canGoOn({ problem }: Pick<UploadTask, 'problem'>): boolean {
  return !problem || (!final.includes(problem.code) && problem.fields.length === 0);
}

/** The browser asks whether to leave the page. */
const askToStay = (event: BeforeUnloadEvent) => event.preventDefault();

export function retryUpload(id: number): void {
  tasks.set(
    tasks.get().map((task) => {
      if (task.id !== id || task.phase !== 'failed') return task;
      const { problem: _, ...rest } = task;
      return { ...rest, phase: 'waiting', bytes: 0 };
    }),
  );
  void runAll();
}

/** One after the other: a line is not faster for two, and the first is there sooner. */
async function runAll(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  addEventListener('beforeunload', askToStay);
  for (;;) {
    const next = tasks.get().find(({ phase }) => phase === 'waiting');
    if (!next) break;
    await run(next);
  }
  isRunning = false;
  removeEventListener('beforeunload', askToStay);
}

async function run(task: UploadTask): Promise<void> {
  const { id, accountId, file, target } = task;
  const stop = new AbortController();
  stops.set(id, stop);
  try {
    change(id, { phase: 'checking', bytes: 0 });
    const sha256 = await digest(file, (bytes) => change(id, { bytes }), stop.signal);
    const announced: Announced = { name: cleanLine(file.name), size: file.size, sha256, ...target };
    change(id, { phase: 'sending', bytes: 0 });
    const stored = await transfer(ports(accountId), accountId, file, announced, {
      // A form is longer than the file in it.
      sent: (bytes) => change(id, { phase: 'sending', bytes: Math.min(bytes, file.size) }),
      finishing: () => change(id, { phase: 'finishing', bytes: file.size }),
      signal: stop.signal,
    });
    forgetRefused(task);
    change(id, { phase: 'done', stored });
  } catch (thrown) {
    // Whoever took it off the list knows.
    if (!stop.signal.aborted) change(id, { phase: 'failed', problem: problemOf(thrown) });
  }
  stops.delete(id);
}

/** What was tried before for the same thing that is asked for, and was not taken, matters no more. */
function forgetRefused({ accountId, target: { answers } }: UploadTask): void {
  if (!answers) return;
  const { request_id, line } = answers;
  const same = ({ accountId: other, target, phase }: UploadTask) =>
    other === accountId &&
    (phase === 'failed' || phase === 'refused') &&
    target.answers?.request_id === request_id &&
    target.answers.line === line;
  tasks.set(tasks.get().filter((each) => !same(each)));
}

async function digest(file: File, told: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const { digestOf } = await import('./digest');
  try {
    return await digestOf(file, told, signal);
  } catch {
    signal.throwIfAborted();
    // Moved, changed or a folder: the browser does not say which.
    throw new ProblemError({ code: 'file_unreadable', status: 422, fields: [], retryAfter: null });
  }
}

function ports(accountId: string): Ports {
  const path = { account_id: accountId };
  return {
    start: (body, key) =>
      answer(
        api.POST('/accounts/{account_id}/uploads', {
          params: { path, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    complete: (uploadId) =>
      answer(
        api.POST('/accounts/{account_id}/uploads/{upload_id}/complete', {
          params: { path: { ...path, upload_id: uploadId } },
        }),
      ),
    sendForm,
    sendPart,
    wait: pause,
    storage: preferences,
    now: Date.now,
    newKey: () => crypto.randomUUID(),
  };
}

/** Less long when the line is back meanwhile. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
