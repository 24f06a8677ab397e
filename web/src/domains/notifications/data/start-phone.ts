/** Asks for a code to a number. */

import { answer, api } from '../../../api/client';
import type { PhoneStarted } from './phone-draft';

export function startPhone(number: string, key: string): Promise<PhoneStarted> {
  return answer(api.POST('/me/phone', { params: { header: { 'Idempotency-Key': key } }, body: { number } }));
}
