/** The English texts that everybody needs at once, as one chunk. What a lazy page needs is loaded with it. */

import { en as accounts } from '../domains/accounts/texts/en';
import { en as auth } from '../domains/auth/texts/en';
import { en as documents } from '../domains/documents/texts/en';
import { en as home } from '../domains/home/texts/en';
import { en as notifications } from '../domains/notifications/texts/en';
import { en as tickets } from '../domains/tickets/texts/en';
import { en as ui } from '../ui/texts/en';

export const en = { ...ui, ...accounts, ...auth, ...documents, ...home, ...notifications, ...tickets };
