/** English, of the account switch and the person menu. */

export const en = {
  'accounts.staff': 'Team',
  'accounts.customers': 'Customers',
  'accounts.approvals': 'Approvals',
  'accounts.brand': 'Brand',
  'accounts.switch': 'Your company',

  'menu.title': 'Your menu: {name}',
} as const;

type English = typeof en;

declare module '../../../lib/i18n' {
  interface Texts extends English {}
}
