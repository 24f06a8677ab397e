/** Links that show the file to people outside: made, copied once, taken back. */

import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useCall } from '../../../lib/call';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { endShare } from '../data/file-calls';
import type { NewShare, Place, Share, WholeFile } from '../data/types';
import { fileProblemText } from '../data/words';
import { ShareForm } from '../forms/ShareForm';
import { MadeLink } from './MadeLink';

interface Props {
  place: Place;
  file: WholeFile;
  onChanged: () => Promise<void>;
}

export function FileShares({ place, file, onChanged }: Props) {
  const t = useText();
  const now = useNow().getTime();
  const [made, setMade] = useState<NewShare | null>(null);
  const mayShare = place.may('documents.share_file') && Boolean(file.link);
  const open = file.shares.filter((share) => !share.revoked_at && Date.parse(share.expires_at) > now);
  if (!mayShare && open.length === 0) return null;
  return (
    <section class="panel shares" aria-labelledby="shares">
      <h2 id="shares">{t('shares.title')}</h2>
      <p class="hint">{t('shares.lead')}</p>
      {made && <MadeLink url={made.url} />}
      {open.length > 0 && (
        <ul class="share-list" aria-label={t('shares.open')}>
          {open.map((share) => (
            <ShareRow
              key={share.id}
              file={file}
              share={share}
              mayEnd={place.may('documents.revoke_share')}
              onEnded={async () => {
                if (made?.id === share.id) setMade(null);
                await onChanged();
              }}
            />
          ))}
        </ul>
      )}
      {mayShare && (
        <ShareForm
          file={file}
          onMade={(share) => {
            setMade(share);
            announce(t('shares.made'));
            void onChanged();
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  file: WholeFile;
  share: Share;
  mayEnd: boolean;
  onEnded: () => Promise<void>;
}

function ShareRow({ file, share, mayEnd, onEnded }: RowProps) {
  const t = useText();
  const format = useFormat();
  const { problem, sending, wait, run } = useCall();
  const { id, note, by, expires_at, opened, version } = share;
  const until = format.dateTime(expires_at);
  const end = () =>
    run(async () => {
      await endShare(file, id);
      announce(t('shares.ended'));
      await onEnded();
    });
  return (
    <li>
      <div>
        <p dir="auto">{note ?? t('shares.without_note')}</p>
        <p class="hint">
          <span>{t('shares.until', { date: until })}</span> · <bdi>{by.name}</bdi> ·{' '}
          <span>{t('file.version', { number: format.number(version) })}</span> ·{' '}
          <span>{t.count('shares.opened', opened, format.number(opened))}</span>
        </p>
        {problem && (
          <Notice tone="problem" reveal>
            <p>{fileProblemText(problem, t)}</p>
          </Notice>
        )}
      </div>
      {mayEnd && (
        <Button look="quiet" busy={sending} disabled={wait > 0} onClick={() => void end()}>
          <span>
            {t('shares.end')}
            <span class="visually-hidden">{`: ${note ?? until}`}</span>
          </span>
        </Button>
      )}
    </li>
  );
}
