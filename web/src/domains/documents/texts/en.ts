/** English, of the way to the documents. */

export const en = {
  'documents.nav': 'Documents',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
