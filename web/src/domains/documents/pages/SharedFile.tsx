/** `/shared#…`: a file for somebody outside. Opening it uses nothing up; what names it stands behind the #. */

import '../styles/documents.css';
import '../styles/file.css';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { useResource } from '../../../lib/resource';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { openShared } from '../data/file-calls';
import { sizeText } from '../data/words';
import { Download } from './Download';
import { Preview } from './Preview';

const named = () => location.hash.replace(/^#/, '');

export function SharedFile() {
  const [token, setToken] = useState(named);
  useEffect(() => {
    const another = () => setToken(named());
    addEventListener('hashchange', another);
    return () => removeEventListener('hashchange', another);
  }, []);
  return token ? <Known key={token} token={token} /> : <Ended />;
}

function Known({ token }: { token: string }) {
  const t = useText();
  const format = useFormat();
  const { data, problem, reload } = useResource(`shared/${token}`, () => openShared(token));
  if (problem?.code === 'link_refused' || problem?.status === 422) return <Ended />;
  if (!data)
    return (
      <Page title={problem ? t('shared.title') : undefined}>
        {problem ? <LoadFailed problem={problem} retry={() => void reload()} /> : <Skeleton rows={3} />}
      </Page>
    );
  const { name, media_type, size, shared_by, account_name, note, expires_at, link } = data;
  return (
    <Page
      title={name}
      width="wide"
      below={
        <p class="lead" dir="auto">
          {t('shared.by', { name: shared_by, company: account_name })}
        </p>
      }
    >
      <div class="file-page shared-page">
        {note && (
          <blockquote class="shared-note" dir="auto">
            {note}
          </blockquote>
        )}
        <div class="file-acts">
          <Download
            label={t('file.download')}
            look="primary"
            link={link}
            load={async () => (await openShared(token)).link}
          />
          <span class="hint">{sizeText(size, t, format)}</span>
        </div>
        <Preview name={name} mediaType={media_type} link={link} />
        <p class="hint">{t('shared.until', { date: format.dateTime(expires_at) })}</p>
      </div>
    </Page>
  );
}

function Ended() {
  const t = useText();
  return (
    <Page title={t('shared.ended_title')} step="ended" below={<p class="lead">{t('shared.ended')}</p>}>
      {null}
    </Page>
  );
}
