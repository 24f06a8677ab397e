/** Deutsch, der Weg zu den Dokumenten. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'documents.nav': 'Dokumente',
};
