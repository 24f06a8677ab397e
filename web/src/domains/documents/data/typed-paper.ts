/** A paper as the team types it, checked, and as it is sent. */

import type { Language } from '../../../lib/i18n';
import { cleanLine, cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { cleanFolder, type FolderFlaw, folderFlaw } from './folders';
import { limits } from './limits';
import type { Currency, NewPaper, Paper, PaperKind } from './paper-types';
import { type TableFlaw, tableFlaw, tableIn } from './pasted-table';
import { amountValue, typedAmount } from './typed-amount';

export const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
] as const satisfies readonly Currency[];

export interface TypedPaper {
  kind: PaperKind;
  language: Language;
  title: string;
  body: string;
  /** As it was pasted. */
  table: string;
  /** Null until somebody changes it: then it is what the account says. */
  recipient: string | null;
  lines: string | null;
  amount: string;
  currency: Currency;
  ticket: string;
  supersedes: string;
  folder: string;
  visible_to: readonly string[] | null;
}

/** Whom papers of an account are for. */
export interface Addressee {
  name: string;
  lines: readonly string[];
}

export type PaperField = (typeof paperFields)[number];

/** As the API points to them. */
export const paperFields = [
  'kind',
  'ticket_id',
  'language',
  'title',
  'recipient/name',
  'recipient/lines',
  'body',
  'table',
  'amount/value',
  'amount/currency',
  'supersedes',
  'folder',
  'visible_to',
] as const;

type Flaw =
  | 'field.required'
  | 'field.too_long'
  | 'making.lines_many'
  | 'making.amount_wrong'
  | 'making.ticket_wrong'
  | 'visible.nobody'
  | TableFlaw
  | FolderFlaw;

/** What a form begins with; from the paper that is to be replaced, if there is one. */
export function emptyPaper(
  { ticket = '', supersedes = '', folder = '' }: Partial<Record<'ticket' | 'supersedes' | 'folder', string>>,
  language: Language,
  before: Paper | null,
  decimal: string,
): TypedPaper {
  return {
    kind: before?.kind ?? (ticket ? 'transcript' : 'letter'),
    language: before?.language ?? language,
    title: before?.title ?? '',
    body: '',
    table: '',
    recipient: null,
    lines: null,
    amount: before?.amount ? typedAmount(before.amount.value, decimal) : '',
    currency: before?.amount?.currency ?? currencies[0],
    ticket: before?.ticket_id ?? ticket,
    supersedes,
    folder,
    visible_to: null,
  };
}

export interface ReferredTicket {
  id: string;
  reference: string;
}

/** As people read it out and type it again: without its dashes, and with letters for the digits that look like them. */
function bare(reference: string): string {
  return cleanLine(reference)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** The id of a request in what was typed: the id itself, the address of its page, or the reference of one that is known. */
export function ticketIn(typed: string, known: readonly ReferredTicket[] = []): string | null {
  const id = /\btic_\w+/.exec(typed)?.[0];
  if (id) return id;
  const asked = bare(typed);
  return (
    known.find(({ reference }) => [bare(reference), bare(reference).slice(1)].includes(asked))?.id ?? null
  );
}

/** Whom it is for, as typed or as the account says. */
export function recipientOf({ recipient, lines }: TypedPaper, account: Addressee): Addressee {
  const typed = lines === null ? account.lines : cleanProse(lines).split('\n').map(cleanLine);
  return {
    name: cleanLine(recipient ?? account.name),
    lines: typed.filter((line) => line !== ''),
  };
}

export function flawsOf(
  typed: TypedPaper,
  account: Addressee,
  decimal: string,
): Readonly<Partial<Record<PaperField, Flaw>>> {
  const found: Partial<Record<PaperField, Flaw>> = {};
  const check = (field: PaperField, text: string, most: number, needed: boolean) => {
    if (needed && isBlank(text)) found[field] = 'field.required';
    else if (lengthOf(text) > most) found[field] = 'field.too_long';
  };
  const { kind, title, body, table, amount, ticket, folder, visible_to } = typed;
  check('title', cleanLine(title), limits.title, true);
  if (kind === 'transcript') {
    if (isBlank(ticket)) found.ticket_id = 'field.required';
    else if (!ticketIn(ticket)) found.ticket_id = 'making.ticket_wrong';
  } else {
    check('body', cleanProse(body), limits.body, true);
    const pasted = tableIn(table);
    const ofTable = pasted && tableFlaw(pasted);
    if (ofTable) found.table = ofTable;
  }
  const { name, lines } = recipientOf(typed, account);
  check('recipient/name', name, limits.recipient, lines.length > 0);
  if (lines.length > limits.recipientLines) found['recipient/lines'] = 'making.lines_many';
  else if (lines.some((line) => lengthOf(line) > limits.recipient))
    found['recipient/lines'] = 'field.too_long';
  if (kind !== 'transcript' && !isBlank(amount) && amountValue(amount, decimal) === null)
    found['amount/value'] = 'making.amount_wrong';
  const ofFolder = folderFlaw(cleanFolder(folder));
  if (ofFolder) found.folder = ofFolder;
  if (visible_to?.length === 0) found.visible_to = 'visible.nobody';
  return found;
}

/** What is sent: without what was left empty, and what belongs to another kind. */
export function paperOf(typed: TypedPaper, account: Addressee, decimal: string): NewPaper {
  const { kind, language, currency, supersedes, visible_to } = typed;
  const isTranscript = kind === 'transcript';
  const { name, lines } = recipientOf(typed, account);
  const table = isTranscript ? null : tableIn(typed.table);
  const value = isTranscript ? null : amountValue(typed.amount, decimal);
  const folder = cleanFolder(typed.folder);
  const ticket = isTranscript && ticketIn(typed.ticket);
  return {
    kind,
    language,
    title: cleanLine(typed.title),
    ...(isTranscript ? {} : { body: cleanProse(typed.body) }),
    ...(table ? { table } : {}),
    ...(name ? { recipient: { name, lines: [...lines] } } : {}),
    ...(value ? { amount: { value, currency } } : {}),
    ...(ticket ? { ticket_id: ticket } : {}),
    ...(supersedes ? { supersedes } : {}),
    ...(folder ? { folder } : {}),
    ...(visible_to ? { visible_to: [...visible_to] } : {}),
  };
}
