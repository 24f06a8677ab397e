/** Deutsch, der Anfragen, wie Kunden sie sehen, und des Gesprächs. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en';

export const de: Translation<typeof en> = {
  'tickets.nav': 'Anfragen',
  'tickets.nav_queue': 'Eingang',
  'tickets.title': 'Anfragen',
  'tickets.subject': 'Betreff',
  'tickets.status': 'Status',
  'tickets.priority': 'Priorität',
  'tickets.kind': 'Art',
  'tickets.opened_by': 'Gestellt von',
  'tickets.last_activity': 'Letzte Aktivität',
  'tickets.reference': 'Vorgangsnummer',
  'tickets.copy_reference': 'Vorgangsnummer kopieren',
  'tickets.empty_title': 'Noch keine Anfragen',
  'tickets.empty': 'Alles, was Sie uns fragen, steht hier, zusammen mit unserer Antwort.',
  'tickets.ask': 'Neue Anfrage',

  'new.nav': 'Neue Anfrage',

  'status.customer.open': 'Bei uns',
  'status.customer.pending': 'Beantwortet',
  'status.customer.solved': 'Gelöst',
  'status.customer.open.explained': 'Wir sind an der Reihe. Sie können jederzeit etwas ergänzen.',
  'status.customer.pending.explained':
    'Wir haben geantwortet. Schreiben Sie uns, wenn noch etwas offen ist; andernfalls müssen Sie nichts tun.',
  'status.customer.solved.explained': 'Hier ist nichts mehr zu tun.',

  'kind.question': 'Frage',
  'kind.incident': 'Störung',
  'kind.request': 'Anliegen',
  'kind.complaint': 'Beschwerde',

  'priority.low': 'Niedrig',
  'priority.normal': 'Normal',
  'priority.high': 'Hoch',
  'priority.urgent': 'Dringend',

  'impact.low': 'Eine Kleinigkeit',
  'impact.medium': 'Ein Teil der Arbeit',
  'impact.high': 'Die Arbeit steht still',

  'urgency.low': 'Hat Zeit',
  'urgency.medium': 'Diese Woche',
  'urgency.high': 'Heute',

  'thread.title': 'Verlauf',
  'thread.back': 'Alle Anfragen',
  'thread.earlier': 'Frühere Nachrichten anzeigen',
  'thread.earlier_loaded': 'Frühere Nachrichten geladen.',
  'thread.latest': 'Zur neuesten Nachricht',
  'thread.details': 'Einzelheiten',
  'thread.staff_badge': 'Team',
  'thread.you': 'Sie',
  'thread.priority_why': '{impact} · {urgency}',
  'thread.reply': 'Ihre Nachricht',
  'thread.reply_placeholder': 'Schreiben Sie uns …',
  'thread.send': 'Nachricht senden',
  'thread.send_hint': 'Senden mit {key} + Eingabetaste',
  'thread.control_key': 'Strg',
  'thread.sent': 'Ihre Nachricht ist gesendet.',
  'thread.solved_note': 'Diese Anfrage ist gelöst. Wenn Sie noch einmal schreiben, wird sie wieder geöffnet.',
  'thread.new_message': 'Neue Nachricht von {name}.',
  'thread.printed': 'Gedruckt am {date}',
};
