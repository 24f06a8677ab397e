/** What the team does with a paper that was issued: has it signed, replaces it, revokes it. */

import { useState } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Button, ButtonLink } from '../../../ui/Button';
import { useGuardedCall, useStepUp } from '../../auth/public';
import { canBeReplaced, canBeSent, canBeSentAnew, mayMakePapers, possibleSigners } from '../data/paper';
import { revokePaper } from '../data/paper-calls';
import type { Paper } from '../data/paper-types';
import { places } from '../data/places';
import type { Place, WholeFile } from '../data/types';
import type { Named } from '../data/use-people';
import { ReasonDialog } from '../forms/ReasonDialog';
import { SignersDialog } from '../forms/SignersDialog';

interface Props {
  place: Place;
  file: WholeFile;
  paper: Paper;
  people: readonly Named[] | null;
  onSaid: (text: string) => void;
  onChanged: () => Promise<void>;
}

export function PaperActs({ place, file, paper, people, onSaid, onChanged }: Props) {
  const t = useText();
  const [asking, setAsking] = useState<'signers' | 'reason' | null>(null);
  const { guard, dialog } = useStepUp();
  const { problem, sending, wait, run, forgetProblem } = useGuardedCall(guard);
  const { title } = paper;
  const { state, signing } = paper;
  if (state !== 'issued' && state !== 'superseded') return null;

  const revoke = (reason: string) =>
    run(async () => {
      await revokePaper(file, reason);
      setAsking(null);
      await onChanged();
      onSaid(t('revoke.told', { title }));
    });
  return (
    <div class="paper-acts">
      {place.may('documents.send_for_signature') && canBeSent(paper) && (
        <Button look="primary" icon="send" onClick={() => setAsking('signers')}>
          {t('signing.send')}
        </Button>
      )}
      {place.may('documents.send_for_signature') && canBeSentAnew(paper) && (
        <Button look="quiet" icon="people" onClick={() => setAsking('signers')}>
          {t('signing.change')}
        </Button>
      )}
      {mayMakePapers(place) && canBeReplaced({ state, signing: signing?.state ?? null }) && (
        <ButtonLink
          href={places.newPaper(place, {
            supersedes: file.id,
            ...(file.folder ? { folder: file.folder } : {}),
          })}
        >
          {t('paper.replace')}
        </ButtonLink>
      )}
      {place.may('documents.revoke_document') && (
        <Button
          look="quiet"
          onClick={() => {
            forgetProblem();
            setAsking('reason');
          }}
        >
          {t('revoke.act')}
        </Button>
      )}
      {asking === 'signers' && (
        <SignersDialog
          file={file}
          paper={paper}
          people={possibleSigners(people ?? [], file)}
          onSent={async (name) => {
            setAsking(null);
            await onChanged();
            onSaid(t('signing.sent', { name }));
          }}
          onOvertaken={() => void onChanged()}
          onCancel={() => setAsking(null)}
        />
      )}
      {asking === 'reason' && (
        <ReasonDialog
          title={t('revoke.title', { title })}
          text={t('revoke.text')}
          label={t('revoke.reason')}
          hint={t('revoke.reason_hint')}
          act={t('revoke.act')}
          danger
          wait={wait}
          busy={sending}
          problem={problem}
          onReason={(reason) => void revoke(reason)}
          onCancel={() => setAsking(null)}
        />
      )}
      {dialog}
    </div>
  );
}
