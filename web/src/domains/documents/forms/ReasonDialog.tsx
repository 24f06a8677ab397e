/** Asks for a reason before something is done: asking for a file anew, declining to sign, revoking. */

import { useState } from 'preact/hooks';
import type { Problem } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { limits } from '../data/limits';

interface Props {
  title: string;
  /** What comes of it, where that is not plain. */
  text?: string;
  label: string;
  hint: string;
  act: string;
  /** It cannot be undone. */
  danger?: boolean;
  /** Seconds until the API takes another try. */
  wait?: number;
  busy: boolean;
  problem: Problem | null;
  onReason: (reason: string) => void;
  onCancel: () => void;
}

export function ReasonDialog({
  title,
  text,
  label,
  hint,
  act,
  danger,
  wait = 0,
  busy,
  problem,
  onReason,
  onCancel,
}: Props) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<{ reason?: string }>({});
  const { form, texts, notice } = useFieldErrors(problem, wrong, ['reason']);
  const submit = () => {
    if (busy || wait > 0) return;
    const reason = cleanProse(typed);
    const flaw = isBlank(reason)
      ? t('field.required')
      : lengthOf(reason) > limits.reason
        ? t('field.too_long')
        : null;
    setWrong(flaw ? { reason: flaw } : {});
    if (!flaw) onReason(reason);
  };
  return (
    <Dialog title={title} onCancel={onCancel}>
      {text && <p class={danger ? 'danger-text' : undefined}>{text}</p>}
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextArea
          label={label}
          name="reason"
          hint={hint}
          error={texts.reason}
          value={typed}
          max={limits.reason}
          rows={3}
          onChange={setTyped}
          onSend={submit}
        />
        <FormNotice lines={notice} />
        <Wait seconds={wait} />
        <div class={danger ? 'form-end danger-end' : 'form-end'}>
          <Button type="submit" look="primary" busy={busy} disabled={wait > 0}>
            {act}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t('documents.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
