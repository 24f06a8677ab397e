/** The client that a program in TypeScript has from the contract, against a running portal. */

import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { dir: import.meta.dirname, testTimeout: 120_000 } });
