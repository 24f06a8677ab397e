/** The German texts that everybody needs at once; as in `en.ts`. */

import { de as accounts } from '../domains/accounts/texts/de';
import { de as auth } from '../domains/auth/texts/de';
import { de as documents } from '../domains/documents/texts/de';
import { de as home } from '../domains/home/texts/de';
import { de as notifications } from '../domains/notifications/texts/de';
import { de as tickets } from '../domains/tickets/texts/de';
import { de as ui } from '../ui/texts/de';

export const de = { ...ui, ...accounts, ...auth, ...documents, ...home, ...notifications, ...tickets };
