/** What belongs to a file that the portal made: where it stands, its data, and who signs it. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Notice } from '../../../ui/Notice';
import { askedNow, changing, isSignedHere } from '../data/paper';
import type { Paper } from '../data/paper-types';
import type { Place, WholeFile } from '../data/types';
import { useMaking } from '../data/use-making';
import type { Named } from '../data/use-people';
import { SignForm } from '../forms/SignForm';
import { PaperActs } from './PaperActs';
import { PaperFacts } from './PaperFacts';
import { PaperNotice } from './PaperNotice';
import { Signers } from './Signers';

export interface PaperPartProps {
  place: Place;
  file: WholeFile;
  paper: Paper;
  /** Those who can be asked to sign. */
  people: readonly Named[] | null;
  /** The document as it is read before it is signed; null where the page shows it further down. */
  toRead: ComponentChildren;
  /** What was just done, said at the top of the page. */
  onSaid: (text: string) => void;
  onChanged: () => Promise<void>;
}

export function PaperPart({ place, file, paper, people, toRead, onSaid, onChanged }: PaperPartProps) {
  const t = useText();
  const { person } = useMe();
  const [overtaken, setOvertaken] = useState(false);
  const what = changing(paper);
  const tired = useMaking(what, onChanged);
  const before = useRef(what);
  useEffect(() => {
    if (before.current && !what && paper.state === 'issued') announce(t('paper.is_made'));
    before.current = what;
  }, [what]);

  const answered = async (after: Paper, signed: boolean) => {
    setOvertaken(false);
    await onChanged();
    const next = askedNow(after.signing);
    if (!signed) onSaid(t('signing.thanks_declined'));
    else onSaid(next ? t('signing.thanks_next', { name: next.name }) : t('signing.thanks_all'));
  };
  const mine = isSignedHere(person.id, place, file);
  return (
    <>
      <PaperNotice
        place={place}
        file={file}
        paper={paper}
        changing={what}
        tired={tired}
        onChanged={onChanged}
      />
      {overtaken && (
        <Notice tone="problem" reveal>
          <p>{t('signing.overtaken')}</p>
        </Notice>
      )}
      {toRead}
      {mine && paper.signing && paper.sha256 && (
        // What is signed is what stood there when it was read: other bytes are another form.
        <SignForm
          key={paper.sha256}
          file={file}
          paper={paper}
          signing={paper.signing}
          sha256={paper.sha256}
          onAnswered={answered}
          onChanged={onChanged}
          onOvertaken={() => setOvertaken(true)}
        />
      )}
      <section class="panel paper" aria-labelledby="paper">
        <h2 id="paper">{t('paper.title')}</h2>
        <PaperFacts place={place} paper={paper} />
        {place.staff && !file.trashed_at && (
          <PaperActs
            place={place}
            file={file}
            paper={paper}
            people={people}
            onSaid={onSaid}
            onChanged={onChanged}
          />
        )}
      </section>
      {paper.signing && <Signers paper={paper} signing={paper.signing} hasForm={mine} />}
    </>
  );
}
