/** How a complaint ends: its cause for the team, the remedy and what was changed for the customer. */

import { useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { limits } from '../data/limits';
import type { TicketWithMessages } from '../data/types';

interface Props {
  ticket: TicketWithMessages;
  onResolved: () => void;
}

const fields = ['cause', 'remedy', 'changed'] as const;
type Values = Record<(typeof fields)[number], string>;

export function ResolutionForm({ ticket, onResolved }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return open ? (
    <OpenForm ticket={ticket} onResolved={onResolved} onClose={() => setOpen(false)} />
  ) : (
    <p>
      <Button onClick={() => setOpen(true)}>
        {t(ticket.resolution ? 'complaint.change' : 'complaint.resolve')}
      </Button>
    </p>
  );
}

function OpenForm({ ticket, onResolved, onClose }: Props & { onClose: () => void }) {
  const t = useText();
  const { person } = useMe();
  const [flaws, setFlaws] = useState<Partial<Values>>({});
  const { cause, remedy = '', changed = '' } = ticket.resolution ?? {};
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, `resolution-${ticket.id}`),
    initial: { cause: cause ?? '', remedy, changed },
    submit: async (said, key) => {
      await answer(
        api.PUT('/accounts/{account_id}/tickets/{ticket_id}/resolution', {
          params: {
            path: { account_id: ticket.account_id, ticket_id: ticket.id },
            header: { 'Idempotency-Key': key },
          },
          body: {
            cause: cleanProse(said.cause),
            remedy: cleanProse(said.remedy),
            changed: cleanProse(said.changed),
          },
        }),
      );
      onClose();
      announce(t('complaint.resolved_said'));
      onResolved();
    },
  });
  const { form, texts, notice } = useFieldErrors(problem, flaws, [...fields]);
  return (
    <form
      ref={form}
      class="resolution-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong: Partial<Values> = {};
        for (const field of fields) {
          if (isBlank(values[field])) wrong[field] = t('field.required');
          else if (lengthOf(values[field]) > limits.resolution) wrong[field] = t('field.too_long');
        }
        setFlaws(wrong);
        if (Object.keys(wrong).length === 0) void send();
      }}
    >
      <h3>{t('complaint.resolve')}</h3>
      {fields.map((field) => (
        <TextArea
          key={field}
          label={t(`complaint.${field}`)}
          hint={t(field === 'cause' ? 'complaint.for_team' : 'complaint.for_customer')}
          name={field}
          rows={2}
          max={limits.resolution}
          error={texts[field]}
          value={values[field]}
          onChange={(text) => {
            setFlaws({});
            change({ [field]: text });
          }}
        />
      ))}
      <FormNotice lines={notice} />
      <div class="form-end">
        <Button type="submit" busy={sending}>
          {t('complaint.send')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}
