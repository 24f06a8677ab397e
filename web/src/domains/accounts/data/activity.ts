/** What happened in an account, in words. */

import { answer, api } from '../../../api/client';
import type { Action } from '../../../api/types';
import type { MessageKey, Translator } from '../../../lib/i18n';
import { type Listing, type Page, useListing } from '../../../lib/resource';
import type { ActivityFilter } from '../paths';
import { type Activity, roles } from './types';

export const kinds = ['ticket', 'file', 'files', 'document', 'signature', 'member', 'account'] as const;

export async function loadActivity(
  accountId: string,
  { kind, person }: ActivityFilter,
  cursor: string | undefined,
  limit?: number,
): Promise<Page<Activity>> {
  return answer(
    api.GET('/accounts/{account_id}/activity', {
      params: {
        path: { account_id: accountId },
        query: {
          ...(kind ? { kind } : {}),
          ...(person ? { person_id: person } : {}),
          ...(limit ? { limit } : {}),
          ...(cursor ? { cursor } : {}),
        },
      },
    }),
  );
}

export function useActivity(accountId: string, filter: ActivityFilter): Listing<Activity> {
  const key = `accounts/${accountId}/activity/${filter.kind ?? ''}/${filter.person ?? ''}`;
  return useListing(key, (cursor) => loadActivity(accountId, filter, cursor), { every: 60_000 });
}

/** Types of events that there are words for. */
const sentences = {
  'account.opened': 'event.account_opened',
  'member.invited': 'event.member_invited',
  'member.uninvited': 'event.member_uninvited',
  'member.joined': 'event.member_joined',
  'member.removed': 'event.member_removed',
  'member.left': 'event.member_left',
  'ticket.opened': 'event.ticket_opened',
  'ticket.replied': 'event.ticket_replied',
  'ticket.closed': 'event.ticket_closed',
  'ticket.reopened': 'event.ticket_reopened',
  'ticket.resolved': 'event.ticket_resolved',
  'ticket.rated': 'event.ticket_rated',
  'ticket.noted': 'event.ticket_noted',
  'ticket.sorted': 'event.ticket_sorted',
  'file.added': 'event.file_added',
  'file.commented': 'event.file_commented',
  'file.linked': 'event.file_linked',
  'file.link_ended': 'event.file_link_ended',
  'file.opened_by_link': 'event.file_opened_by_link',
  'file.restored': 'event.file_restored',
  'file.scanned': 'event.file_scanned',
  'file.updated': 'event.file_updated',
  'files.asked': 'event.files_asked',
  'files.submitted': 'event.files_submitted',
  'files.reviewed': 'event.files_reviewed',
  'files.done': 'event.files_done',
  'files.due': 'event.files_due',
  'files.withdrawn': 'event.files_withdrawn',
  'document.asked': 'event.document_asked',
  'document.failed': 'event.document_failed',
  'document.revoked': 'event.document_revoked',
  'signature.asked': 'event.signature_asked',
  'signature.signed': 'event.signature_signed',
  'signature.declined': 'event.signature_declined',
  'signature.done': 'event.signature_done',
  'brand.changed': 'event.brand_changed',
} as const satisfies Readonly<Record<string, MessageKey>>;

const fields = [
  'legal_name',
  'address',
  'billing_address',
  'vat_id',
  'billing_email',
  'phone',
  'contact',
  'mfa_required',
] as const;

/** What somebody of the team looked at, by the operation that showed it. */
const looks = {
  'tickets.list_tickets': 'event.looked.requests',
  'tickets.get_ticket': 'event.looked.request',
  'documents.list_files': 'event.looked.files',
  'documents.download_file': 'event.looked.file',
  'documents.list_requests': 'event.looked.wanted',
  'accounts.get_overview': 'event.looked.overview',
  'accounts.get_account': 'event.looked.company',
  'accounts.list_members': 'event.looked.people',
  'accounts.explain_access': 'event.looked.access',
  'accounts.list_activity': 'event.looked.activity',
} as const satisfies Partial<Readonly<Record<Action, MessageKey>>>;

/** One sentence. Whoever is gone has no name any more; with who is of the team stands the `company` whose portal it is. */
export function sentenceOf(
  { type, actor, about, codes, changed }: Activity,
  t: Translator,
  company: string,
): string {
  const ofTeam = actor.kind === 'staff';
  const named = actor.name && (ofTeam ? t('event.of_team', { name: actor.name, company }) : actor.name);
  const who = named || t(ofTeam ? 'event.team' : 'event.somebody');
  const person = about ?? t('event.somebody_else');
  const role = wordOf(codes.role, t);
  switch (type) {
    case 'account.updated': {
      const known = fields
        .filter((field) => changed.includes(field))
        .map((field) => t(`event.field.${field}`));
      return t('event.account_updated', { who, what: known.join(', ') || t('event.field.other') });
    }
    case 'account.looked_at': {
      const { operation = '' } = codes;
      return t(isIn(looks, operation) ? looks[operation] : 'event.looked.other', { who });
    }
    case 'file.deleted':
      // By the clock, when its day is over.
      return t(codes.by === 'time' ? 'event.file_over' : 'event.file_deleted', { who });
    case 'member.changed':
      return codes.role === codes.role_before
        ? t('event.member_rights', { who, person })
        : t('event.member_role', { who, person, role, before: wordOf(codes.role_before, t) });
    default: {
      if (!isIn(sentences, type)) return t('event.unknown', { who });
      const values = { who, person, role };
      // Each sentence takes those of the values that it has a place for.
      return t(sentences[type] as 'event.member_invited', values as never);
    }
  }
}

function isIn<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}

function wordOf(role: string | undefined, t: Translator): string {
  const known = roles.find((each) => each === role);
  return known ? t(`role.${known}`) : (role ?? '');
}

/** As many as one file has at most. */
export const mostRows = 2000;

/** All that the filter lets through, page by page; `told` hears how many there are so far. */
export async function everything(
  load: (cursor: string | undefined) => Promise<Page<Activity>>,
  told: (rows: number) => void,
): Promise<{ rows: Activity[]; complete: boolean }> {
  const rows: Activity[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    rows.push(...page.items);
    cursor = page.next_cursor ?? undefined;
    told(Math.min(rows.length, mostRows));
  } while (cursor && rows.length < mostRows);
  return { rows: rows.slice(0, mostRows), complete: !cursor && rows.length <= mostRows };
}

/** A cell that a spreadsheet would take for a formula is text (OWASP, CSV injection). */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With the mark by which spreadsheets know UTF-8, and divided as those of the language expect. */
export function tableOf(rows: readonly Activity[], t: Translator, company: string): string {
  const divider = t.language === 'de' ? ';' : ',';
  const head = [
    t('activity.at'),
    t('activity.who'),
    t('activity.what'),
    t('activity.type'),
    t('activity.of'),
  ];
  const lines = rows.map((row) => [
    row.at,
    row.actor.name ?? row.actor.person_id,
    sentenceOf(row, t, company),
    row.type,
    Object.values(row.ids).join(' '),
  ]);
  return `\ufeff${[head, ...lines].map((cells) => cells.map(cell).join(divider)).join('\r\n')}\r\n`;
}
