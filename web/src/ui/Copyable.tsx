/** Something people read out or paste elsewhere, with a button that copies it. */

import { useEffect, useState } from 'preact/hooks';
import { announce } from '../lib/announce';
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
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      class="copyable"
      aria-label={`${label}: ${shown}`}
      title={copied ? t('action.copied') : label}
      onClick={async () => {
        try {
          await navigator.clipboard.writeText(text);
          setCopied(true);
          announce(t('action.copied'));
        } catch {
          // Without permission the text is still there to select.
        }
      }}
    >
      <code>{shown}</code>
      <Icon name={copied ? 'check' : 'copy'} />
    </button>
  );
}
