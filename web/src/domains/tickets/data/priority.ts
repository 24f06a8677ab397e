/**
 * What impact and urgency amount to. The server decides; this mirror lets the form say the result
 * before the ticket is sent.
 */

import type { Level, Priority } from './types';

const table: Record<Level, Record<Level, Priority>> = {
  low: { low: 'low', medium: 'low', high: 'normal' },
  medium: { low: 'low', medium: 'normal', high: 'high' },
  high: { low: 'normal', medium: 'high', high: 'urgent' },
};

export function priorityOf(impact: Level, urgency: Level): Priority {
  return table[impact][urgency];
}
