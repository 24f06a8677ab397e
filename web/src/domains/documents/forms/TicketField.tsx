/** Of which request a transcript is made: one of the customer's newest ones, or another whose address is pasted. */

import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Field } from '../../../ui/Field';
import { useRecentTickets } from '../data/recent-tickets';
import { ticketIn } from '../data/typed-paper';
import type { Place } from '../data/types';

interface Props {
  place: Place;
  /** An id, or what was pasted. */
  value: string;
  error?: string | undefined;
  onChange: (ticket: string) => void;
}

/** The option that brings the field to paste into. */
const another = 'another';

export function TicketField({ place, value, error, onChange }: Props) {
  const t = useText();
  const tickets = useRecentTickets(place);
  const [chosen, setChosen] = useState<'listed' | 'another' | null>(null);
  const id = ticketIn(value, tickets ?? []);
  const isListed = Boolean(tickets?.some((ticket) => ticket.id === id));
  const hasList = tickets === undefined || tickets.length > 0;
  const pastes = !hasList || chosen === another || (!chosen && tickets && value !== '' && !isListed);
  const example = tickets?.[0]?.reference;
  return (
    <>
      {hasList && (
        <Field label={t('making.ticket')} error={pastes ? undefined : error}>
          {(control) => (
            <select
              {...control}
              name={pastes ? 'ticket_choice' : 'ticket_id'}
              required
              value={pastes ? another : isListed ? (id ?? '') : ''}
              onChange={({ currentTarget }) => {
                const isOther = currentTarget.value === another;
                setChosen(isOther ? another : 'listed');
                onChange(isOther ? '' : currentTarget.value);
              }}
            >
              <option value="">{t('making.ticket_choose')}</option>
              {tickets?.map(({ id: each, reference, subject, status }) => (
                <option key={each} value={each}>
                  {`${reference} · ${subject} (${t(`making.ticket_status.${status}`)})`}
                </option>
              ))}
              <option value={another}>{t('making.ticket_other')}</option>
            </select>
          )}
        </Field>
      )}
      {pastes && (
        <Field
          label={t(hasList ? 'making.ticket_other' : 'making.ticket')}
          hint={example ? t('making.ticket_hint_reference', { example }) : t('making.ticket_hint')}
          error={error}
        >
          {(control) => (
            <input
              {...control}
              name="ticket_id"
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              required
              value={value}
              onInput={(event) => onChange(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </>
  );
}
