/** Whom somebody invites, read out of what they typed, pasted or chose: addresses, or a table with commas, semicolons or tabs. */

import Papa from 'papaparse';
import { emailFlaw, emailOf } from '../../auth/public';
import type { InvitedOne, Role } from './types';

/** As many as the API takes at once. */
export const mostAtOnce = 40;

/** What is wrong with a row. */
export type Flaw = 'address' | 'twice' | 'role' | 'too_much';

export interface Row {
  /** From 1, as a spreadsheet counts. */
  number: number;
  email: string;
  role: Role;
  /** As it stands there, to be mended. */
  raw: string;
  flaw: Flaw | null;
  outcome: InvitedOne['outcome'] | null;
}

/** What people call a role, in both languages. */
const roleWords: Readonly<Record<Role, readonly string[]>> = {
  owner: ['owner', 'inhaber', 'inhaberin', 'inhaber/in', 'eigentümer', 'eigentümerin'],
  admin: ['admin', 'administrator', 'administration', 'administratorin', 'verwaltung'],
  finance: ['finance', 'finances', 'billing', 'accounting', 'finanzen', 'buchhaltung', 'rechnungen'],
  orders: ['orders', 'order', 'purchasing', 'bestellungen', 'einkauf', 'bestellung'],
  support: ['support', 'requests', 'anfragen', 'kundendienst'],
  viewer: [
    'viewer',
    'reader',
    'read only',
    'read-only',
    'nur lesen',
    'lesen',
    'leser',
    'leserin',
    'betrachter',
  ],
  member: ['member', 'user', 'mitglied', 'benutzer', 'benutzerin', 'nutzer', 'nutzerin'],
};

export function roleOf(word: string): Role | null {
  const plain = word.trim().toLowerCase();
  const found = Object.entries(roleWords).find(([, words]) => words.includes(plain));
  return (found?.[0] as Role | undefined) ?? null;
}

const headsOfEmail = /^(e-?mail.*|mail|address|email ?address|adresse|mailadresse)$/i;
const headsOfRole = /^(role|rolle|roles|rollen|function|funktion)$/i;

interface Columns {
  email: number;
  role: number;
}

/** The columns that a first row names; null when it names none, and is a row like the others. */
function columnsIn(cells: readonly string[]): Columns | null {
  if (cells.some((cell) => cell.includes('@'))) return null;
  const email = cells.findIndex((cell) => headsOfEmail.test(cell));
  return email === -1 ? null : { email, role: cells.findIndex((cell) => headsOfRole.test(cell)) };
}

export function rowsIn(text: string, roleByDefault: Role): Row[] {
  const delimiter = delimiterIn(text);
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false });
  const table = data.map((cells) => cells.map((cell) => cell.trim()));
  const head = table.findIndex((cells) => cells.some((cell) => cell !== ''));
  const columns = columnsIn(table[head] ?? []);
  const seen = new Set<string>();
  return table.flatMap((cells, index) => {
    if (cells.every((cell) => cell === '') || (columns && index === head)) return [];
    const raw = Papa.unparse([cells], { delimiter });
    return (columns ? [inColumns(cells, columns)] : without(cells)).map(({ typed, word }) => {
      const email = emailOf(typed);
      const role = word === '' ? roleByDefault : roleOf(word);
      const twice = seen.has(email.toLowerCase());
      seen.add(email.toLowerCase());
      const flaw: Flaw | null = emailFlaw(typed) ? 'address' : twice ? 'twice' : role ? null : 'role';
      return {
        number: index + 1,
        email: email || raw,
        role: role ?? roleByDefault,
        raw,
        flaw,
        outcome: null,
      };
    });
  });
}

interface Found {
  typed: string;
  /** Of the role; empty when there is none. */
  word: string;
}

function inColumns(cells: readonly string[], { email, role }: Columns): Found {
  return { typed: cells[email] ?? '', word: cells[role] ?? '' };
}

/** Without a head: each cell with an @ is an address, and a cell with the word of a role is the role. */
function without(cells: readonly string[]): Found[] {
  const addresses = cells.filter((cell) => cell.includes('@'));
  const word = cells.find((cell) => roleOf(cell)) ?? '';
  if (addresses.length === 0) return [{ typed: cells.find((cell) => cell !== '') ?? '', word }];
  return addresses.map((typed) => ({ typed, word }));
}

/** Names have commas in tables that are divided by semicolons, so these count where half of the lines have one. */
export function delimiterIn(text: string): ',' | ';' | '\t' {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const count = (sign: string) => lines.filter((line) => line.includes(sign)).length;
  const tabs = count('\t');
  const semicolons = count(';');
  if (tabs > 0 && tabs >= semicolons) return '\t';
  return semicolons > 0 && semicolons * 2 >= lines.length ? ';' : ',';
}

/** What was left out, to be mended and sent again. */
export function leftOver(rows: readonly Row[]): string {
  return [...new Set(rows.filter(({ flaw }) => flaw).map(({ raw }) => raw))].join('\n');
}

export const largestFile = 1024 * 1024;

/** A table as spreadsheets save it: UTF-8, UTF-16 with its mark, or else Windows' own. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
