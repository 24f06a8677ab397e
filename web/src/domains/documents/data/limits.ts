/** The contract's limits: sizes in bytes, texts in Unicode scalar values. */

const mebibyte = 1024 * 1024;

export const limits = {
  size: 250 * mebibyte,
  name: 200,
  folder: 120,
  /** How deep folders lie in each other. */
  levels: 6,
  /** How many people a file is for by name, and how many a comment mentions. */
  named: 10,
  comment: 2000,
  shareDays: 14,
  shareNote: 200,
  title: 140,
  label: 140,
  help: 1000,
  lines: 30,
  /** Of a paper. */
  body: 20_000,
  recipient: 120,
  recipientLines: 6,
  columns: 6,
  rows: 200,
  cell: 200,
  /** How many people are asked to sign. */
  signers: 10,
  signature: 120,
  reason: 1000,
} as const;
