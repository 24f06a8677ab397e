/** Where a paper stands, and what can be done with it: as the API decides it. */

import type { Paper, PaperKind, PaperMark, Signer, Signing } from './paper-types';
import { makesPapers } from './paper-types';
import type { Place, Scan, StoredFile, WholeFile } from './types';
import type { Named } from './use-people';

type Marked = Pick<StoredFile, 'id' | 'document'>;

/** The team alone does. */
export function mayMakePapers({ staff, may }: Pick<Place, 'staff' | 'may'>): boolean {
  return staff && may(makesPapers);
}

/** It has no bytes yet: nothing to size up, to scan or to open. */
export function isUnmade({ document }: Pick<StoredFile, 'document'>): boolean {
  return document?.state === 'making' || document?.state === 'failed';
}

/** The bytes that the portal made itself are not scanned, and nobody need worry about that. */
export function tellsScan(file: Pick<StoredFile, 'id' | 'document'>, scan: Scan): boolean {
  return !isUnmade(file) && !(file.document && scan === 'not_scanned');
}

/** The ids of the papers that are being made; empty where none is. */
export function inMaking(files: readonly Marked[]): string {
  return files.flatMap(({ id, document }) => (document?.state === 'making' ? [id] : [])).join(' ');
}

/** What is about to change by itself: its first bytes, or the version that all signatures seal. */
export function changing({ state, signing, failed }: Paper): 'making' | 'sealing' | '' {
  if (state === 'making') return 'making';
  return state === 'issued' && signing?.state === 'sealing' && !failed ? 'sealing' : '';
}

/** The version that holds all signatures; null where there is none. */
export function sealedVersion({ version, paper }: Pick<WholeFile, 'version' | 'paper'>): number | null {
  return paper?.signing?.state === 'signed' && version > 1 ? version : null;
}

/** Whose turn it is. */
export function askedNow(signing: Signing | null | undefined): Signer | undefined {
  return signing?.state === 'open' ? signing.signers.find(({ state }) => state === 'asked') : undefined;
}

export function isTurnOf(personId: string, { state, signing }: Paper): boolean {
  return state === 'issued' && askedNow(signing)?.person_id === personId;
}

/** Whether the page of a file asks whoever looks at it to sign. */
export function isSignedHere(
  personId: string,
  { staff }: Pick<Place, 'staff'>,
  { paper, trashed_at }: Pick<WholeFile, 'paper' | 'trashed_at'>,
): boolean {
  return !staff && !trashed_at && Boolean(paper?.sha256) && Boolean(paper && isTurnOf(personId, paper));
}

/** As `isTurnOf`, of what a list says. */
export function isAsked(personId: string, { state, signing, asked }: PaperMark): boolean {
  return state === 'issued' && signing === 'open' && asked === personId;
}

/** A contract that nobody was asked to sign, or that somebody declined. */
export function canBeSent({ kind, state, signing }: Paper): boolean {
  return kind === 'contract' && state === 'issued' && (!signing || signing.state === 'declined');
}

/** Sent to those who are to sign it, of whom nobody has signed: others can still be chosen. */
export function canBeSentAnew({ kind, state, signing }: Paper): boolean {
  return (
    kind === 'contract' &&
    state === 'issued' &&
    signing?.state === 'open' &&
    signing.signers.every((signer) => signer.state !== 'signed')
  );
}

/** Who can be asked to sign. Whoever sees only what is their own signs what is for some people by name. */
export function possibleSigners(
  people: readonly Named[],
  { visible_to }: Pick<StoredFile, 'visible_to'>,
): readonly Named[] {
  return people.filter(({ documents }) => documents === 'account' || (documents === 'own' && visible_to));
}

/** Issued, and nobody is just signing it. */
export function canBeReplaced({ state, signing }: Pick<PaperMark, 'state' | 'signing'>): boolean {
  return state === 'issued' && signing !== 'open' && signing !== 'sealing';
}

/** Those that a new paper of a kind can replace, with the one that was named for that. */
export function replaceable<File extends Marked>(
  files: readonly File[],
  named: File | null,
  kind: PaperKind,
): readonly File[] {
  const all = named ? [named, ...files.filter(({ id }) => id !== named.id)] : files;
  return all.filter(({ document }) => document?.kind === kind && canBeReplaced(document));
}
