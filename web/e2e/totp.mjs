/** RFC 6238 codes, as an authenticator app shows them. */

import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;

/** A code is good once: a second sign-in of the same person, by this run or one just before, waits for the next code. */
export async function unusedCode(secret) {
  for (;;) {
    const now = Date.now();
    if (claim(secret, stepAt(now))) return codeAt(secret, now);
    await delay(untilNextStep(now) + 50);
  }
}

/** Whoever makes the file has the code of that step. */
function claim(secret, step) {
  const folder = join(tmpdir(), 'atrium-e2e-codes');
  mkdirSync(folder, { recursive: true });
  const name = `${createHash('sha256').update(secret).digest('hex').slice(0, 16)}-${step}`;
  try {
    writeFileSync(join(folder, name), '', { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

function stepAt(time) {
  return Math.floor(time / stepMs);
}

/** Milliseconds until the step after the one at `time` begins. */
function untilNextStep(time) {
  return (stepAt(time) + 1) * stepMs - time;
}

function codeAt(secret, time) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(stepAt(time)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = digest[digest.length - 1] & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function fromBase32(text) {
  let bits = '';
  for (const letter of text.replace(/[\s=]/g, '').toUpperCase()) {
    bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
