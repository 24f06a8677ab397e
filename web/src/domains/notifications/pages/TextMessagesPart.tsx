/** Text messages: the number, the code that was sent there, and the way out of it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { focusField } from '../../../ui/focus-field';
import { keepText, keptText, type SentText } from '../data/phone-draft';
import type { Preferences } from '../data/types';
import type { Saving } from '../data/use-preferences';
import { PhoneCodeForm } from '../forms/PhoneCodeForm';
import { PhoneForm } from '../forms/PhoneForm';
import { NotSaved } from './Outcome';

const place = 'sms';

interface Props {
  preferences: Preferences;
  saving: Saving;
  reload: () => Promise<void>;
}

export function TextMessagesPart({ preferences, saving, reload }: Props) {
  const t = useText();
  const { person } = useMe();
  const [sent, setSent] = useState(() => keptText(person.id, Date.now()));
  const [changing, setChanging] = useState(false);
  const [typed, setTyped] = useState(person.phone ?? '');
  const number = preferences.sms.number ?? null;
  const outcome = saving.outcomes[place];
  const step = sent ? 'code' : number && !changing ? 'number' : 'none';

  const part = useRef<HTMLElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    // The button that led here is gone with its step.
    const next = part.current?.querySelector<HTMLElement>('input, .reach-line');
    if (next) focusField(next);
  }, [step]);

  const send = (code: SentText | null) => {
    setSent(code);
    keepText(person.id, code);
  };

  return (
    <section class="part" aria-labelledby="sms" ref={part}>
      <h2 id="sms">{t('sms.title')}</h2>
      <p class="hint">{t('sms.lead')}</p>
      {step === 'number' && number && (
        <>
          <p class="reach-line" tabIndex={-1}>
            <span>{t('sms.goes_to')}</span>{' '}
            <strong dir="ltr" class="reach">
              {number}
            </strong>
          </p>
          {preferences.topics.every(({ sms }) => sms === 'never') && (
            <p class="hint">{t('sms.none_chosen')}</p>
          )}
          <NotSaved
            outcome={outcome}
            onRetry={(change) => void saving.save(place, change, t('sms.stopped'))}
          />
          <div class="form-end">
            <Button
              busy={outcome?.phase === 'saving'}
              onClick={() => {
                setTyped(number);
                void saving.save(place, { stop_sms: true }, t('sms.stopped'));
              }}
            >
              {t('sms.stop')}
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                setTyped('');
                setChanging(true);
              }}
            >
              {t('sms.other_number')}
            </Button>
          </div>
        </>
      )}
      {step === 'none' && (
        <>
          {outcome?.phase === 'saved' && !number && <p class="saved">{t('sms.stopped')}</p>}
          <PhoneForm
            number={typed}
            onType={setTyped}
            onSent={(code) => {
              send(code);
              announce(t('sms.sent', { number: code.number }));
            }}
            onBack={changing && number ? () => setChanging(false) : undefined}
          />
        </>
      )}
      {sent && (
        <PhoneCodeForm
          sent={sent}
          onSent={send}
          onConfirmed={async () => {
            await reload();
            setChanging(false);
            send(null);
            announce(`${t('sms.goes_to')} ${sent.number}`);
          }}
          onBack={() => {
            setTyped(sent.number);
            send(null);
            setChanging(number !== null);
          }}
        />
      )}
    </section>
  );
}
