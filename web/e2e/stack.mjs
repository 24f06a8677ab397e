/** The running portal that is tested: `target/local/stack.json`, written by `cargo xtask run`. */

import { readFileSync } from 'node:fs';

const file = process.env.ATRIUM_STACK ?? new URL('../../target/local/stack.json', import.meta.url);

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(
      `No running portal is described in ${file}: start one with cargo xtask run, or set ATRIUM_STACK.`,
      {
        cause,
      },
    );
  }
}

export const stack = read();

export function demo(role) {
  const person = stack.demo.find((each) => each.role === role);
  if (!person) throw new Error(`The demo has nobody with the role ${role}.`);
  return person;
}
