/** The data of a paper, and the code by which anybody verifies it. */

import { useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { Copyable } from '../../../ui/Copyable';
import { ticketPaths } from '../../tickets/paths';
import { isTurnOf } from '../data/paper';
import type { Paper } from '../data/paper-types';
import { places } from '../data/places';
import type { Place } from '../data/types';
import { middayOf } from '../data/words';
import { documentLinks } from '../paths';
import { Fact } from './Fact';
import { PaperStateMark, SigningMark } from './PaperMarks';

export function PaperFacts({ place, paper }: { place: Place; paper: Paper }) {
  const t = useText();
  const format = useFormat();
  const { person } = useMe();
  const {
    kind,
    state,
    signing,
    title,
    language,
    issued_on,
    amount,
    code,
    ticket_id,
    supersedes,
    superseded_by,
  } = paper;
  const ticketPath = place.staff ? ticketPaths.staffTicket : ticketPaths.ticket;
  return (
    <dl class="file-facts">
      <Fact label={t('paper.kind')}>
        <span>{t(`paper.kind.${kind}`)}</span>{' '}
        {/* Of what is to be signed, that says more than that it is issued. */}
        {state === 'issued' && signing ? (
          <SigningMark state={signing.state} yours={!place.staff && isTurnOf(person.id, paper)} />
        ) : (
          <PaperStateMark state={state} />
        )}
      </Fact>
      <Fact label={t('paper.named')}>
        <bdi>{title}</bdi>
      </Fact>
      <Fact label={t('paper.issued_on')}>{format.date(middayOf(issued_on))}</Fact>
      {amount && <Fact label={t('paper.amount')}>{format.money(amount)}</Fact>}
      <Fact label={t('paper.language')}>{t(`language.${language}`)}</Fact>
      {state !== 'making' && state !== 'failed' && (
        <Fact label={t('paper.code')}>
          <Copyable text={code} label={t('paper.code_copy')} />
          <br />
          <a class="more-link" href={documentLinks.verify(code)}>
            {t('paper.verify')}
          </a>
        </Fact>
      )}
      {ticket_id && (
        <Fact label={t('paper.ticket')}>
          <a href={ticketPath(place.accountId, ticket_id)}>{t('paper.ticket_open')}</a>
        </Fact>
      )}
      {supersedes && (
        <Fact label={t('paper.supersedes')}>
          <a href={places.file(place, supersedes)}>{t('paper.supersedes_open')}</a>
        </Fact>
      )}
      {superseded_by && (
        <Fact label={t('paper.superseded_by')}>
          <a href={places.file(place, superseded_by)}>{t('paper.superseded_by_open')}</a>
        </Fact>
      )}
    </dl>
  );
}
