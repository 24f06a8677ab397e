/** Asks what is wrong with a file before it is asked for anew. */

import { useState } from 'preact/hooks';
import type { Problem } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { limits } from '../data/limits';

interface Props {
  label: string;
  busy: boolean;
  problem: Problem | null;
  onReason: (reason: string) => void;
  onCancel: () => void;
}

export function ReasonDialog({ label, busy, problem, onReason, onCancel }: Props) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<{ reason?: string }>({});
  const { form, texts, notice } = useFieldErrors(problem, wrong, ['reason']);
  const submit = () => {
    if (busy) return;
    const reason = cleanProse(typed);
    const flaw = isBlank(reason)
      ? t('field.required')
      : lengthOf(reason) > limits.help
        ? t('field.too_long')
        : null;
    setWrong(flaw ? { reason: flaw } : {});
    if (!flaw) onReason(reason);
  };
  return (
    <Dialog title={t('review.reason_title', { label })} onCancel={onCancel}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextArea
          label={t('review.reason')}
          name="reason"
          hint={t('review.reason_hint')}
          error={texts.reason}
          value={typed}
          max={limits.help}
          rows={3}
          onChange={setTyped}
          onSend={submit}
        />
        <FormNotice lines={notice} />
        <div class="form-end">
          <Button type="submit" look="primary" busy={busy}>
            {t('review.ask_again')}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t('documents.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
