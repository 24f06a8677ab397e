/** A link that was just made, to be copied now: it is shown only once. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { copyText } from '../../../lib/browser';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';

export function MadeLink({ url }: { url: string }) {
  const t = useText();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const here = useRef<HTMLDivElement>(null);
  const code = useRef<HTMLElement>(null);
  useEffect(() => {
    const button = here.current?.querySelector('button');
    button?.scrollIntoView({ block: 'nearest' });
    button?.focus({ preventScroll: true });
  }, [url]);
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    const isCopied = await copyText(url);
    setOutcome(isCopied ? 'copied' : 'refused');
    announce(t(isCopied ? 'action.copied' : 'action.copy_refused'));
    if (!isCopied && code.current) getSelection()?.selectAllChildren(code.current);
  };

  return (
    <div class="made-link" ref={here}>
      <p>
        <strong>{t('shares.made')}</strong>
      </p>
      <code ref={code} translate={false}>
        {url}
      </code>
      <Button look="primary" icon={outcome === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
        <span key={outcome}>{t(outcome === 'copied' ? 'action.copied' : 'shares.copy')}</span>
      </Button>
      {outcome === 'refused' && <p class="hint">{t('action.copy_refused')}</p>}
    </div>
  );
}
