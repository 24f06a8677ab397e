/** The address of the start page of an account. */

import { accountPath, ofAccount } from '../../lib/paths';

export const homePatterns = { home: ofAccount } as const;

export const homePaths = { home: accountPath };
