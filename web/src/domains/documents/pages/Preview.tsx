/** A file as far as browsers show it without running anything: a picture, a PDF, or text. */

import { useEffect, useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { stillGood } from '../data/file-calls';
import { textAt } from '../data/text-preview';
import type { FileLink } from '../data/types';

interface Props {
  name: string;
  mediaType: string;
  link: FileLink;
}

/** Give it the version as its key: what is shown once is not fetched again for every new link. */
export function Preview({ name, mediaType, link }: Props) {
  const t = useText();
  const [view, setView] = useState<string | null>(null);
  useEffect(() => {
    if (!view && link.view && stillGood(link, Date.now())) setView(link.view);
  }, [link]);
  if (!link.view) return <p class="hint">{t('preview.none')}</p>;
  if (!view) return null;
  return (
    <section class="preview" aria-label={t('preview.label')}>
      <Shown name={name} mediaType={mediaType} view={view} />
      {!mediaType.startsWith('text/') && stillGood(link, Date.now()) && (
        <a class="more-link" href={link.view} target="_blank" rel="noopener">
          {t('preview.open')}
        </a>
      )}
    </section>
  );
}

function Shown({ name, mediaType, view }: { name: string; mediaType: string; view: string }) {
  const t = useText();
  const [failed, setFailed] = useState(false);
  if (failed) return <p class="hint">{t('preview.failed')}</p>;
  if (mediaType.startsWith('image/')) return <img src={view} alt={name} onError={() => setFailed(true)} />;
  if (mediaType === 'application/pdf') return <iframe src={view} title={name} />;
  return <TextShown view={view} onFailed={() => setFailed(true)} />;
}

function TextShown({ view, onFailed }: { view: string; onFailed: () => void }) {
  const t = useText();
  const [shown, setShown] = useState<{ text: string; cut: boolean } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    textAt(view, stop.signal).then(setShown, () => {
      if (!stop.signal.aborted) onFailed();
    });
    return () => stop.abort();
  }, [view]);
  if (!shown) return <p class="hint">{t('state.loading')}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too. */}
      <pre dir="auto" tabIndex={0}>
        {shown.text}
      </pre>
      {shown.cut && <p class="hint">{t('preview.cut')}</p>}
    </>
  );
}
