/** German, of the bell. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'bell.none': 'Mitteilungen',
  'bell.some.one': 'Mitteilungen: {count} ungelesen',
  'bell.some.other': 'Mitteilungen: {count} ungelesen',
};
