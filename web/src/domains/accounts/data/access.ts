/** The answers of who may do what, in words. */

import type { Action } from '../../../api/types';
import type { MessageKey, Translator } from '../../../lib/i18n';
import { type AccessLine, acts, type Module, modules } from './types';

/** Those that are done in an account. */
const operations = {
  'home.get_home': 'access.home',
  'accounts.leave_account': 'access.leave',
  'tickets.list_tickets': 'access.list_requests',
  'tickets.get_ticket': 'access.read_request',
  'tickets.get_promise': 'access.read_promise',
  'tickets.open_ticket': 'access.open_request',
  'tickets.reply': 'access.reply',
  'tickets.close_ticket': 'access.solve',
  'tickets.reopen_ticket': 'access.reopen',
  'tickets.rate_ticket': 'access.rate',
  'tickets.get_desk': 'access.see_desk',
  'tickets.update_as_staff': 'access.sort',
  'tickets.resolve_complaint': 'access.resolve',
  'tickets.write_note': 'access.note',
  'notifications.follow': 'access.follow',
  'documents.list_files': 'access.list_files',
  'documents.download_file': 'access.read_file',
  'documents.start_upload': 'access.upload',
  'documents.complete_upload': 'access.finish_upload',
  'documents.update_file': 'access.change_file',
  'documents.delete_file': 'access.delete_file',
  'documents.comment_file': 'access.comment_file',
  'documents.share_file': 'access.share_file',
  'documents.revoke_share': 'access.end_share',
  'documents.list_requests': 'access.list_wanted',
  'documents.request_files': 'access.ask_files',
  'documents.review_request': 'access.review_files',
  'documents.create_document': 'access.make_document',
  'documents.revoke_document': 'access.revoke_document',
  'documents.send_for_signature': 'access.send_for_signature',
  'documents.answer_signature': 'access.sign',
  'accounts.get_account': 'access.see_company',
  'accounts.update_account': 'access.change_company',
  'accounts.list_members': 'access.see_people',
  'accounts.invite_members': 'access.invite',
  'accounts.revoke_invitation': 'access.revoke',
  'accounts.update_member': 'access.change_member',
  'accounts.remove_member': 'access.remove_member',
  'accounts.explain_access': 'access.explain',
  'accounts.list_activity': 'access.see_activity',
  'accounts.get_overview': 'access.overview',
} as const satisfies Partial<Readonly<Record<Action, MessageKey>>>;

const reasons = {
  member_sees_account: 'access.because_account',
  member_sees_own: 'access.because_own',
  member_sees_by_module: 'access.because_member',
  sees_only_own: 'access.because_only_own',
  module_closed: 'access.because_closed',
  staff_only: 'access.because_staff',
  second_factor_missing: 'access.because_factor',
  held_back: 'access.because_held',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** A newer one that has no words here yet keeps the name that programs call it by. */
export function operationText({ operation }: AccessLine, t: Translator): string {
  return isIn(operations, operation) ? t(operations[operation]) : operation;
}

export function reasonText({ reason, act, allowed }: AccessLine, t: Translator): string {
  const known = acts.find((each) => each === act);
  if (reason === 'act_missing' && known) return t('access.because_act', { act: t(`act.${known}`) });
  return t(
    isIn(reasons, reason) ? reasons[reason] : allowed ? 'access.because_member' : 'access.because_rule',
  );
}

export interface Group {
  /** Null: what belongs to no part alone. */
  module: Module | null;
  lines: readonly AccessLine[];
}

export function byModule(lines: readonly AccessLine[]): readonly Group[] {
  const moduleOf = (line: AccessLine) => modules.find((module) => module === line.module) ?? null;
  return [...modules, null]
    .map((module) => ({ module, lines: lines.filter((line) => moduleOf(line) === module) }))
    .filter((group) => group.lines.length > 0);
}

function isIn<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}
