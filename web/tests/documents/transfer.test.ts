/** An upload that breaks off: what goes on, what begins anew, and when the person is asked. */

import { describe, expect, it } from 'vitest';
import { offline, type Problem, ProblemError } from '../../src/api/problem';
import {
  type Announced,
  forgetUpload,
  openUpload,
  rememberUpload,
} from '../../src/domains/documents/data/open-uploads';
import { arrivedOf, rangeOf, someAtATime } from '../../src/domains/documents/data/parts';
import { type Ports, transfer } from '../../src/domains/documents/data/transfer';
import type { StoredFile, Upload, UploadBody } from '../../src/domains/documents/data/types';
import type { SafeStorage } from '../../src/lib/browser-storage';

const day = 24 * 60 * 60 * 1000;
const announced: Announced = { name: 'a.zip', size: 25, sha256: 'ab', folder: 'A' };
const bytes = new Blob([Uint8Array.from({ length: 25 }, (_, index) => index)]);
const refusal = (code: string, status: number): ProblemError =>
  new ProblemError({ code, status, fields: [], retryAfter: null } satisfies Problem);

function storage(): SafeStorage {
  const kept = new Map<string, string>();
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
    lasts: () => true,
  };
}

describe('open uploads', () => {
  it('are found again for the same bytes in the same place, for a day', () => {
    const kept = storage();
    rememberUpload(kept, 'acc_1', announced, 'upl_1', 0);
    expect(openUpload(kept, 'acc_1', announced, day - 1)).toBe('upl_1');
    expect(openUpload(kept, 'acc_2', announced, 1)).toBeUndefined();
    expect(openUpload(kept, 'acc_1', { ...announced, folder: 'B' }, 1)).toBeUndefined();
    expect(openUpload(kept, 'acc_1', { ...announced, sha256: 'cd' }, 1)).toBeUndefined();
    expect(openUpload(kept, 'acc_1', announced, day)).toBeUndefined();
    expect(kept.keys()).toEqual([]);
  });

  it('are forgotten when they end, and nonsense is no upload', () => {
    const kept = storage();
    rememberUpload(kept, 'acc_1', announced, 'upl_1', 0);
    forgetUpload(kept, 'acc_1', announced);
    kept.write('atrium.upload.acc_1.ab.25', '{"upload":7}');
    expect(openUpload(kept, 'acc_1', announced, 1)).toBeUndefined();
  });
});

describe('parts', () => {
  it('lie one behind the other', () => {
    expect(rangeOf({ number: 1, size: 10 }, 10)).toEqual([0, 10]);
    expect(rangeOf({ number: 3, size: 5 }, 10)).toEqual([20, 25]);
    expect(arrivedOf(25, [{ size: 10 }, { size: 5 }])).toBe(10);
  });

  it('are sent some at a time, and none is begun after one failed', async () => {
    let [running, most] = [0, 0];
    const begun: number[] = [];
    const act = async (item: number) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve));
      running -= 1;
      if (item === 2) throw new Error('two');
    };
    await expect(someAtATime([1, 2, 3, 4, 5, 6], 2, act)).rejects.toThrow('two');
    expect([most, running]).toEqual([2, 0]);
    expect(begun).toEqual([1, 2, 3]);
  });
});

/** A portal and a bucket that keep what arrives; `breaks` says which tries of which parts are cut off. */
function portal(breaks: (part: number, attempt: number) => boolean = () => false) {
  const arrived = new Map<number, number[]>();
  const asked: UploadBody[] = [];
  const attempts = new Map<number, number>();
  const stored = { id: 'fil_1' } as StoredFile;
  let completions = 0;
  const parts = [10, 10, 5].map((size, index) => ({ number: index + 1, size, url: `part/${index + 1}` }));
  const ports: Ports = {
    start: async (body) => {
      asked.push(body);
      const missing = parts.filter(({ number }) => !arrived.has(number));
      return { id: body.resume ?? 'upl_1', parts: missing, part_size: 10 } as Upload;
    },
    complete: async () => {
      completions += 1;
      if (arrived.size < parts.length) throw refusal('upload_incomplete', 409);
      return stored;
    },
    sendForm: async () => {},
    sendPart: async (url, part, told) => {
      const number = Number(url.slice(5));
      const attempt = (attempts.get(number) ?? 0) + 1;
      attempts.set(number, attempt);
      told(part.size / 2);
      if (breaks(number, attempt)) throw new ProblemError(offline);
      arrived.set(number, [...new Uint8Array(await part.arrayBuffer())]);
      told(part.size);
    },
    wait: async () => {},
    storage: storage(),
    now: () => 0,
    newKey: () => `key_${asked.length}`,
  };
  return { ports, arrived, asked, attempts, stored, completions: () => completions };
}

const watched = () => {
  const told: number[] = [];
  const stop = new AbortController();
  return {
    told,
    stop,
    watch: { sent: (n: number) => told.push(n), finishing: () => {}, signal: stop.signal },
  };
};

describe('an upload', () => {
  it('sends each part once, and forgets itself at the end', async () => {
    const { ports, arrived, asked, stored, attempts } = portal();
    const { told, watch } = watched();
    expect(await transfer(ports, 'acc_1', bytes, announced, watch)).toBe(stored);
    expect([1, 2, 3].flatMap((number) => arrived.get(number) ?? [])).toEqual([...Array(25).keys()]);
    expect([...attempts.values()]).toEqual([1, 1, 1]);
    expect(asked).toEqual([announced]);
    expect([told.at(-1), Math.max(...told)]).toEqual([25, 25]);
    expect(ports.storage.keys()).toEqual([]);
  });

  it('goes on with what is missing after the line was cut', async () => {
    const { ports, asked, stored, attempts } = portal((part, attempt) => part === 2 && attempt < 3);
    expect(await transfer(ports, 'acc_1', bytes, announced, watched().watch)).toBe(stored);
    expect(asked.slice(1).every(({ resume }) => resume === 'upl_1')).toBe(true);
    expect(attempts.get(1)).toBe(1);
    expect(attempts.get(2)).toBe(3);
  });

  it('asks the person when nothing comes through for long, and goes on from there later', async () => {
    let cut = true;
    const { ports, asked, stored, attempts } = portal((part) => cut && part > 1);
    const first = transfer(ports, 'acc_1', bytes, announced, watched().watch);
    await expect(first).rejects.toMatchObject({ problem: { code: 'offline' } });
    expect(ports.storage.keys()).toHaveLength(1);
    cut = false;
    const before = asked.length;
    expect(await transfer(ports, 'acc_1', bytes, announced, watched().watch)).toBe(stored);
    expect(asked[before]).toEqual({ ...announced, resume: 'upl_1' });
    expect(attempts.get(1)).toBe(1);
  });

  it('begins anew when the open one is no more', async () => {
    const { ports, asked, stored } = portal();
    rememberUpload(ports.storage, 'acc_1', announced, 'upl_old', 0);
    const { start } = ports;
    const refusing: Ports = {
      ...ports,
      start: (body, key) =>
        body.resume === 'upl_old' ? Promise.reject(refusal('not_found', 404)) : start(body, key),
    };
    expect(await transfer(refusing, 'acc_1', bytes, announced, watched().watch)).toBe(stored);
    expect(asked).toEqual([announced]);
  });

  it('asks for the file of one that the portal has ended by itself', async () => {
    const { ports, stored, attempts } = portal();
    rememberUpload(ports.storage, 'acc_1', announced, 'upl_old', 0);
    const ended: Ports = {
      ...ports,
      start: () => Promise.reject(refusal('conflict', 409)),
      complete: async () => stored,
    };
    expect(await transfer(ended, 'acc_1', bytes, announced, watched().watch)).toBe(stored);
    expect(attempts.size).toBe(0);
  });

  it('asks again for an answer that was lost', async () => {
    const { ports, stored } = portal();
    let tries = 0;
    const lossy: Ports = {
      ...ports,
      complete: async (id) => {
        tries += 1;
        if (tries < 3) throw new ProblemError(offline);
        return ports.complete(id);
      },
    };
    expect(await transfer(lossy, 'acc_1', bytes, announced, watched().watch)).toBe(stored);
    expect(tries).toBe(3);
  });

  it('ends with a refusal, and is not gone on with', async () => {
    const { ports } = portal();
    const refusing: Ports = { ...ports, complete: () => Promise.reject(refusal('file_refused', 422)) };
    const upload = transfer(refusing, 'acc_1', bytes, announced, watched().watch);
    await expect(upload).rejects.toMatchObject({ problem: { code: 'file_refused' } });
    expect(ports.storage.keys()).toEqual([]);
  });

  it('stops when it is told to, and can be gone on with', async () => {
    const { stop, watch } = watched();
    const { ports } = portal((part) => {
      if (part === 2) stop.abort();
      return part === 2;
    });
    await expect(transfer(ports, 'acc_1', bytes, announced, watch)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(ports.storage.keys()).toHaveLength(1);
  });
});
