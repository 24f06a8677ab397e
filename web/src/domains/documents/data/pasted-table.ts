/** A table out of a spreadsheet: pasted, its cells are divided by tabs. Its first row is the headings. */

import Papa from 'papaparse';
import { cleanLine, lengthOf } from '../../../lib/text';
import { limits } from './limits';
import type { PaperTable } from './paper-types';

export type TableFlaw =
  | 'making.table_wide'
  | 'making.table_long'
  | 'making.table_cell'
  | 'making.table_heads';

/** Null where nothing was pasted. Each row has as many cells as the longest. */
export function tableIn(text: string): PaperTable | null {
  const { data } = Papa.parse<string[]>(text, { delimiter: '\t', skipEmptyLines: 'greedy' });
  const cells = data.map((row) => row.map(cleanLine));
  const width = Math.max(0, ...cells.map((row) => row.findLastIndex((cell) => cell !== '') + 1));
  const [columns, ...rows] = cells.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
  return columns && width > 0 ? { columns, rows } : null;
}

export function tableFlaw({ columns, rows }: PaperTable): TableFlaw | null {
  if (columns.length > limits.columns) return 'making.table_wide';
  if (rows.length > limits.rows) return 'making.table_long';
  if (rows.length === 0) return 'making.table_heads';
  const tooLong = [columns, ...rows].flat().some((cell) => lengthOf(cell) > limits.cell);
  return tooLong ? 'making.table_cell' : null;
}
