/** Who signs a contract, in their order, and who has. */

import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Icon, type IconName } from '../../../ui/Icon';
import { LinkedText } from '../../../ui/LinkedText';
import { RelativeTime } from '../../../ui/Time';
import { askedNow, isTurnOf } from '../data/paper';
import type { Paper, Signer, SignerState, Signing } from '../data/paper-types';
import { SigningMark } from './PaperMarks';
import { SigningDue } from './SigningDue';

const icons = {
  signed: 'check',
  declined: 'close',
  asked: 'clock',
  waiting: 'clock',
} as const satisfies Readonly<Record<SignerState, IconName>>;

/** Ways of showing who one is that there are words for. */
const factors = ['totp', 'passkey', 'password', 'recovery_code'] as const;

interface Props {
  paper: Paper;
  signing: Signing;
  /** The note stands beside the form that signs. */
  hasForm: boolean;
}

export function Signers({ paper, signing, hasForm }: Props) {
  const t = useText();
  const { person } = useMe();
  const { state, note, asked_at, signers } = signing;
  return (
    <section class="panel" aria-labelledby="signers">
      <h2 id="signers">{t('signing.title')}</h2>
      <p class="signing-facts">
        <SigningMark state={state} yours={isTurnOf(person.id, paper)} />
        <SigningDue signing={signing} />
        <span>
          <span>{t('signing.asked_on')}</span> <RelativeTime at={asked_at} />
        </span>
      </p>
      {note && !hasForm && (
        <p class="signing-note" dir="auto">
          <LinkedText text={note} />
        </p>
      )}
      <ol class="signers">
        {signers.map((signer) => (
          <SignerRow
            key={signer.person_id}
            signer={signer}
            isMe={signer.person_id === person.id}
            first={askedNow(signing)?.name}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  signer: Signer;
  isMe: boolean;
  /** Whose turn it is; undefined when nobody is asked any more. */
  first: string | undefined;
}

function SignerRow({ signer, isMe, first }: RowProps) {
  const t = useText();
  const { name, state, at, signed_as, factor, reason } = signer;
  const by = factors.find((each) => each === factor);
  return (
    <li class={state}>
      <Icon name={icons[state]} />
      <div>
        <strong dir="auto">{name}</strong>
        <p class="hint" dir="auto">
          <span>{stateText()}</span>
          {signed_as && signed_as !== name && <span> {t('signing.signed_as', { name: signed_as })}</span>}
          {at && (state === 'signed' || state === 'declined') && (
            <>
              {' · '}
              <RelativeTime at={at} />
            </>
          )}
          {by && state === 'signed' && (
            <>
              {' · '}
              <span>{t(`signing.factor.${by}`)}</span>
            </>
          )}
        </p>
        {reason && (
          <p class="paper-reason" dir="auto">
            {reason}
          </p>
        )}
      </div>
    </li>
  );

  function stateText(): string {
    if (state === 'signed' || state === 'declined') return t(`signing.signer.${state}`);
    if (first === undefined) return t('signing.signer.not_asked');
    if (state === 'waiting') return t('signing.signer.first', { name: first });
    return t(isMe ? 'signing.signer.you' : 'signing.signer.asked');
  }
}
