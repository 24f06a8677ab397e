/** What is to be known of a paper before all else: it is not there yet, or no longer good. */

import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button, ButtonLink } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Wait } from '../../../ui/Wait';
import { mayMakePapers } from '../data/paper';
import { makeAgain } from '../data/paper-calls';
import type { Paper } from '../data/paper-types';
import { places } from '../data/places';
import type { Place, WholeFile } from '../data/types';

interface Props {
  place: Place;
  file: WholeFile;
  paper: Paper;
  /** What is about to change by itself. */
  changing: 'making' | 'sealing' | '';
  /** It has been waited for long enough. */
  tired: boolean;
  onChanged: () => Promise<void>;
}

export function PaperNotice({ place, file, paper, changing, tired, onChanged }: Props) {
  const t = useText();
  const format = useFormat();
  const { problem, sending, wait, run } = useCall();
  const { state, failed, revoked, superseded_by } = paper;
  const again = () =>
    run(async () => {
      await makeAgain(file);
      await onChanged();
    });
  if (changing) {
    return (
      <Notice tone="info">
        <p>{t(tired ? 'paper.takes_long' : `paper.is_${changing}`)}</p>
        {tired && <Button onClick={() => void onChanged()}>{t('paper.look')}</Button>}
      </Notice>
    );
  }
  // What is failed is told to the team alone; also the version that the signatures seal can be.
  if (state === 'failed' || (state === 'issued' && failed)) {
    return (
      <Notice tone="problem">
        <p>{t('paper.is_failed')}</p>
        {failed && (
          <p class="paper-reason" dir="auto">
            {failed}
          </p>
        )}
        {problem && <p>{problemText(problem, t)}</p>}
        <Wait seconds={wait} />
        {mayMakePapers(place) && (
          <Button busy={sending} disabled={wait > 0} onClick={() => void again()}>
            {t('paper.make_again')}
          </Button>
        )}
      </Notice>
    );
  }
  if (state === 'revoked' && revoked) {
    return (
      <Notice tone="problem">
        <p>{t('paper.is_revoked', { date: format.dateTime(revoked.at) })}</p>
        <p class="paper-reason" dir="auto">
          {revoked.reason}
        </p>
        <p class="hint">
          <bdi>{revoked.by.name}</bdi>
        </p>
      </Notice>
    );
  }
  if (state === 'superseded' && superseded_by) {
    return (
      <Notice tone="info">
        <p>{t('paper.is_superseded')}</p>
        <ButtonLink href={places.file(place, superseded_by)}>{t('paper.to_newer')}</ButtonLink>
      </Notice>
    );
  }
  return null;
}
