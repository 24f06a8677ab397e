/** What the previews of an email and of a paper say: in both languages at once, whichever the page speaks. */

export const samples = {
  en: {
    subject: 'Your contract is ready to be signed',
    greeting: 'Hello Anna Brückner,',
    text: 'the contract for the maintenance of your balances is ready. Please read it and sign it by 30 June.',
    button: 'Open the contract',
    title: 'Maintenance contract',
    date: '12 March 2026',
    columns: ['Service', 'Per year', 'Amount'],
    rows: [
      ['Calibration of two balances', '2', '€840.00'],
      ['Inspection on site', '1', '€394.50'],
    ],
  },
  de: {
    subject: 'Ihr Vertrag liegt zur Unterschrift bereit',
    greeting: 'Guten Tag, Anna Brückner,',
    text: 'der Vertrag über die Wartung Ihrer Waagen liegt bereit. Bitte lesen und unterschreiben Sie ihn bis zum 30. Juni.',
    button: 'Vertrag öffnen',
    title: 'Wartungsvertrag',
    date: '12. März 2026',
    columns: ['Leistung', 'Pro Jahr', 'Betrag'],
    rows: [
      ['Kalibrierung von zwei Waagen', '2', '840,00 €'],
      ['Prüfung vor Ort', '1', '394,50 €'],
    ],
  },
} as const;
