/** Something people read out or paste elsewhere, with a button that copies it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../lib/announce';
import { copyText } from '../lib/browser';
import { useText } from '../lib/i18n';
import { Icon } from './Icon';

interface Props {
  text: string;
  label: string;
  /** The same as people read it best. */
  shown?: string;
}

export function Copyable({ text, label, shown = text }: Props) {
  const t = useText();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const code = useRef<HTMLElement>(null);
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    if (await copyText(text)) {
      setOutcome('copied');
      announce(t('action.copied'));
    } else {
      setOutcome('refused');
      announce(t('action.copy_refused'));
      if (code.current) getSelection()?.selectAllChildren(code.current);
    }
  };

  return (
    <>
      <button
        type="button"
        class="copyable"
        aria-label={`${label}: ${shown}`}
        title={outcome === 'copied' ? t('action.copied') : label}
        onClick={() => void copy()}
      >
        <code ref={code} translate={false}>
          {shown}
        </code>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
      </button>
      {outcome === 'refused' && <p class="hint">{t('action.copy_refused')}</p>}
    </>
  );
}
