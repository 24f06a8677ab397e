/** The code of a document, as people type it. */

import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { codeIn } from '../data/verify';

interface Props {
  /** What is in the address. */
  typed: string;
  onCode: (code: string) => void;
}

export function VerifyCodeForm({ typed, onCode }: Props) {
  const t = useText();
  const [value, setValue] = useState(typed);
  const [wrong, setWrong] = useState<{ code?: string }>(() =>
    typed && !codeIn(typed) ? { code: t('verify.code_wrong') } : {},
  );
  const { form, texts } = useFieldErrors(null, wrong, ['code']);
  const submit = () => {
    const code = codeIn(value);
    setWrong(code ? {} : { code: t(value.trim() ? 'verify.code_wrong' : 'field.required') });
    if (!code) return;
    setValue(code);
    onCode(code);
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('verify.code')} hint={t('verify.code_hint')} error={texts.code}>
        {(control) => (
          <div class="verify-code">
            <input
              {...control}
              dir="ltr"
              type="text"
              name="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellcheck={false}
              required
              placeholder="7K3M-9QXR-2B6C"
              value={value}
              onInput={(event) => setValue(event.currentTarget.value)}
            />
            <Button type="submit" look="primary">
              {t('verify.check')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
