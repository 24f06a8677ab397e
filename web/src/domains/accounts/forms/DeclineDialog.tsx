/** Asks for the reason before something is declined. */

import { useState } from 'preact/hooks';
import type { Problem } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';

/** The contract's limit, in Unicode scalar values. */
const longest = 500;

interface Props {
  busy: boolean;
  problem: Problem | null;
  onDecline: (reason: string) => void;
  onCancel: () => void;
}

export function DeclineDialog({ busy, problem, onDecline, onCancel }: Props) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<{ reason?: string }>({});
  const { form, texts, notice } = useFieldErrors(problem, wrong, ['reason']);

  const submit = () => {
    if (busy) return;
    const reason = cleanLine(typed);
    const flaw = isBlank(reason)
      ? t('field.required')
      : lengthOf(reason) > longest
        ? t('field.too_long')
        : null;
    setWrong(flaw ? { reason: flaw } : {});
    if (!flaw) onDecline(reason);
  };

  return (
    <Dialog title={t('approvals.decline_title')} onCancel={onCancel}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextArea
          label={t('approvals.reason')}
          name="reason"
          hint={t('approvals.decline_hint')}
          error={texts.reason}
          value={typed}
          max={longest}
          rows={3}
          onChange={setTyped}
          onSend={submit}
        />
        <FormNotice lines={notice} />
        <div class="form-end">
          <Button type="submit" look="primary" busy={busy}>
            {t('approvals.decline')}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t('people.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
