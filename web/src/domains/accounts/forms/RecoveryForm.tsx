/** How whoever asks knows who it is. */

import { useState } from 'preact/hooks';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { cleanLine } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { unlessDeclined, useStepUp } from '../../auth/public';
import { askRecovery, longestReason, reasonFlaw, recoveryRefusal } from '../data/recovery';

interface Props {
  personId: string;
  onAsked: () => void;
}

export function RecoveryForm({ personId, onAsked }: Props) {
  const t = useText();
  const { person } = useMe();
  const { guard, dialog } = useStepUp();
  const [wrong, setWrong] = useState<{ reason?: string }>({});
  const { values, change, problem, sending, send } = useSubmission({
    draft: draftKey(person.id, `${personId}.recovery`),
    initial: { reason: '' },
    submit: ({ reason }) =>
      guard(async () => {
        await askRecovery(personId, cleanLine(reason));
        onAsked();
      }),
  });
  const refusal = problem && recoveryRefusal(problem);
  const { form, texts, notice } = useFieldErrors(unlessDeclined(problem), wrong, ['reason']);

  const submit = () => {
    const flaw = reasonFlaw(values.reason);
    setWrong(flaw ? { reason: t(flaw) } : {});
    if (!flaw) void send();
  };

  return (
    <>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextArea
          label={t('help.reason')}
          name="reason"
          hint={t('help.reason_hint')}
          error={texts.reason}
          value={values.reason}
          max={longestReason}
          rows={3}
          onChange={(reason) => change({ reason })}
          onSend={submit}
        />
        <FormNotice lines={refusal ? [t(refusal)] : notice} />
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending}>
            {t('help.submit')}
          </Button>
        </div>
      </form>
      {dialog}
    </>
  );
}
