/** New recovery codes, shown this once: to be copied, printed or written down. */

import { useState } from 'preact/hooks';
import { useBrand } from '../../../lib/brand';
import { copyText } from '../../../lib/browser';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import type { NewRecoveryCodes } from '../data/types';

export function RecoveryCodes({ made, onKept }: { made: NewRecoveryCodes; onKept: () => void }) {
  const t = useText();
  const format = useFormat();
  const { name: brand } = useBrand();
  const [copied, setCopied] = useState<boolean | null>(null);
  const date = format.date(made.created_at);
  const heading = t('codes.of', { brand, date });
  const copy = async () => setCopied(await copyText([heading, ...made.codes].join('\n')));
  return (
    <Dialog title={t('codes.title')}>
      <div class="codes">
        <p class="screen-only">{t('codes.lead')}</p>
        <p class="paper-only">{heading}</p>
        <ol class="codes-list" translate={false}>
          {made.codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <div class="form-end codes-acts">
          <Button icon="copy" onClick={() => void copy()}>
            {t('codes.copy')}
          </Button>
          <Button icon="print" onClick={() => print()}>
            {t('action.print')}
          </Button>
          <p role="status" class="hint">
            {copied !== null && <span>{t(copied ? 'action.copied' : 'codes.copy_refused')}</span>}
          </p>
        </div>
        <div class="codes-acts">
          <Button look="primary" onClick={onKept}>
            {t('codes.kept')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
