/** Deutsch, des Eingangs und einer neuen Anfrage; kommt mit den Seiten des Teams und mit jener. */

import type { Translation } from '../../../lib/i18n';
import type { en } from './en-later';

export const de: Translation<typeof en> = {
  'queue.title': 'Eingang',
  'queue.open': 'Zu beantworten',
  'queue.pending': 'Beantwortet',
  'queue.solved': 'Gelöst',
  'queue.filter': 'Anfragen zeigen',
  'queue.empty_open_title': 'Alles beantwortet',
  'queue.empty_open': 'Niemand wartet auf eine Antwort. Neue Anfragen erscheinen hier von selbst.',
  'queue.empty_pending_title': 'Keine beantworteten Anfragen',
  'queue.empty_pending': 'Beantwortete Anfragen stehen hier, bis der Kunde wieder schreibt.',
  'queue.empty_solved_title': 'Noch nichts gelöst',
  'queue.empty_solved': 'Anfragen, die Sie oder ein Kunde als gelöst markieren, stehen hier.',
  'queue.keys': '{down} und {up} wechseln die Zeile, {open} öffnet',
  'queue.keys_toggle': 'Tastenkürzel',
  'queue.back': 'Eingang',
  'queue.answered_told': 'Antwort gesendet.',
  'queue.next_label': 'Nächste Anfrage',
  'queue.next': 'Nächste: {subject}',
  'queue.skip': 'Überspringen',
  'queue.skipped': 'Übersprungen. Die Anfrage bleibt zurück, solange dieser Tab offen ist.',
  'queue.done': 'Der Eingang ist leer. Gut gemacht.',

  'new.title': 'Neue Anfrage',
  'new.kind': 'Worum geht es?',
  'new.subject': 'Betreff',
  'new.subject_hint': 'In wenigen Worten, damit Sie es wiederfinden',
  'new.message': 'Ihre Nachricht',
  'new.message_hint':
    'Je genauer Sie es beschreiben, desto schneller können wir helfen: Seriennummer, was Sie erwartet haben, was geschehen ist.',
  'new.pressing': 'Wie dringend ist es?',
  'new.impact': 'Was ist betroffen?',
  'new.urgency': 'Bis wann brauchen Sie eine Antwort?',
  'new.result': 'Daraus ergibt sich die Priorität „{priority}“.',
  'new.result.low': 'Wir antworten nach den dringenderen Anfragen.',
  'new.result.normal': 'Erst Dringenderes, dann in der Reihenfolge des Eingangs.',
  'new.result.high': 'Die Anfrage wird vor normalen Anfragen bearbeitet.',
  'new.result.urgent': 'Die Anfrage kommt nach ganz oben: Wir sehen sie uns als Erstes an.',
  'new.submit': 'Absenden',
  'new.draft_kept': 'Was Sie schreiben, bleibt in diesem Tab erhalten, bis Sie es absenden.',
  'new.not_allowed':
    'Sie können die Anfragen dieses Kontos lesen, aber keine stellen. Die Inhaberin oder der Inhaber kann das ändern.',
  'kind.question.hint': 'Sie möchten etwas wissen',
  'kind.incident.hint': 'Etwas funktioniert nicht, wie es soll',
  'kind.request.hint': 'Sie brauchen etwas von uns',
  'kind.complaint.hint': 'Sie sind unzufrieden',
};
