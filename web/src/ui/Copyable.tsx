/** Something people read out or paste elsewhere, with a button that copies it. */

import { useEffect, useState } from 'preact/hooks';
import { announce } from '../lib/announce';
import { useText } from '../lib/i18n';
import { Icon } from './Icon';

export function Copyable({ text, label }: { text: string; label: string }) {
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
      aria-label={`${label}: ${text}`}
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
      <code>{text}</code>
      <Icon name={copied ? 'check' : 'copy'} />
    </button>
  );
}
