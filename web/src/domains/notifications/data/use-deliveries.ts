/** What a person was told by mail and text message. */

import { answer, api } from '../../../api/client';
import { type Listing, useListing } from '../../../lib/resource';
import type { Delivery } from './types';

export function useDeliveries(): Listing<Delivery> {
  return useListing(
    'deliveries',
    (cursor) => answer(api.GET('/me/deliveries', { params: { query: cursor ? { cursor } : {} } })),
    { every: 30_000 },
  );
}
