/** Papers, the documents that the portal makes, as the API tells of them. Each is a file, too. */

import type { components } from '../../../api/schema';
import type { Action } from '../../../api/types';

type Schemas = components['schemas'];

/** What a list says of a file that is a paper. */
export type PaperMark = Schemas['MadeDocument'];
export type Paper = Schemas['Paper'];
export type PaperKind = Schemas['MadeKind'];
export type PaperState = Schemas['MadeState'];
export type Signing = Schemas['Signing'];
export type SigningState = Schemas['SigningState'];
export type Signer = Schemas['Signer'];
export type SignerState = Schemas['SignerState'];
/** `value` is a decimal number with two places: `1234.50`. */
export type Amount = Schemas['Amount'];
export type Currency = Schemas['Currency'];

export type NewPaper = Schemas['CreateDocument'];
export type PaperTable = Schemas['DocumentTable'];
export type SignatureRequest = Schemas['SendForSignature'];
export type SignatureAnswer = Schemas['AnswerSignature'];

export const paperKinds = ['letter', 'contract', 'transcript'] as const satisfies readonly PaperKind[];

/** What is asked before the team sees the way to a new one. */
export const makesPapers = 'documents.create_document' satisfies Action;
