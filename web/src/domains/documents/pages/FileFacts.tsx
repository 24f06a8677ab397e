/** What is known of a file. */

import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { RelativeTime } from '../../../ui/Time';
import { isUnmade, tellsScan } from '../data/paper';
import type { Place, WholeFile } from '../data/types';
import type { Named } from '../data/use-people';
import { lastMoment, sizeText } from '../data/words';
import { documentLinks } from '../paths';
import { Fact } from './Fact';
import { ScanMark } from './ScanMark';

interface Props {
  place: Place;
  file: WholeFile;
  people: readonly Named[] | null;
}

export function FileFacts({ place, file, people }: Props) {
  const t = useText();
  const format = useFormat();
  const { visible_to, scan, expires_at, trashed_at, gone_at, request_id, folder } = file;
  const newest = file.versions.find(({ number }) => number === file.version);
  const { by, at, size } = newest ?? { by: file.by, at: file.uploaded_at, size: file.size };
  const names = visible_to?.map((id) => people?.find((person) => person.id === id)?.name);
  const known = names?.filter((name) => name !== undefined) ?? [];
  return (
    <dl class="file-facts">
      {!isUnmade(file) && <Fact label={t('file.size')}>{sizeText(size, t, format)}</Fact>}
      <Fact label={t(file.paper ? 'file.made' : 'file.brought')}>
        <bdi>{by.name}</bdi> · <RelativeTime at={at} />
      </Fact>
      {tellsScan(file, scan) && (
        <Fact label={t('file.scan')}>
          <ScanMark scan={scan} />
        </Fact>
      )}
      {folder && (
        <Fact label={t('folder.label')}>
          <bdi>{folder}</bdi>
        </Fact>
      )}
      <Fact label={t('visible.label')}>
        <bdi>
          {visible_to
            ? known.join(', ') || t.count('file.only', visible_to.length, format.number(visible_to.length))
            : t(place.staff ? 'visible.all_staff' : 'visible.all')}
        </bdi>
      </Fact>
      {expires_at && <Fact label={t('until.short')}>{format.date(lastMoment(expires_at))}</Fact>}
      {trashed_at && gone_at && <Fact label={t('file.gone')}>{format.date(gone_at)}</Fact>}
      {request_id && (
        <Fact label={t('file.answers')}>
          <a href={documentLinks.requests(place.accountId, request_id, place.staff)}>
            {t('file.to_request')}
          </a>
        </Fact>
      )}
    </dl>
  );
}
