/** The versions of a file, the newest first, each to be had. */

import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { RelativeTime } from '../../../ui/Time';
import { sealedVersion, tellsScan } from '../data/paper';
import type { FileLink, WholeFile } from '../data/types';
import { sizeText } from '../data/words';
import { Download } from './Download';
import { ScanMark } from './ScanMark';

interface Props {
  file: WholeFile;
  load: (version: number) => Promise<FileLink | null | undefined>;
}

export function FileVersions({ file, load }: Props) {
  const t = useText();
  const format = useFormat();
  if (file.versions.length < 2) return null;
  return (
    <section class="panel" aria-labelledby="versions">
      <h2 id="versions">{t('versions.title')}</h2>
      <ol class="versions">
        {file.versions.map(({ number, size, scan, by, at }) => (
          <li key={number}>
            <div>
              <strong>{t('file.version', { number: format.number(number) })}</strong>{' '}
              {number === file.version && <span class="hint">{t('versions.newest')}</span>}
              {number === sealedVersion(file) && (
                <span class="line-mark">
                  <Icon name="check" />
                  <span>{t('paper.sealed')}</span>
                </span>
              )}
              <p class="hint">
                <bdi>{by.name}</bdi> · <RelativeTime at={at} /> · {sizeText(size, t, format)}
              </p>
              {tellsScan(file, scan) && <ScanMark scan={scan} />}
            </div>
            {!file.trashed_at && (scan === 'clean' || scan === 'not_scanned') && (
              <Download
                label={t('file.download')}
                of={t('file.version', { number: format.number(number) })}
                look="quiet"
                link={null}
                load={() => load(number)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
