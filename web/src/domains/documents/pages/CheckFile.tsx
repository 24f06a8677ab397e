/** Whether a file is the document that the code belongs to. It is read in the browser, and is sent nowhere. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon, type IconName } from '../../../ui/Icon';
import {
  checkVersion,
  type Match,
  matchOf,
  type SignatureCheck,
  saidOf,
  type Verification,
} from '../data/verify';
import { sizeText } from '../data/words';
import { PickFiles } from '../forms/PickFiles';
import { Fact } from './Fact';
import { SignatureShown } from './SignatureShown';

type Check = { name: string } & (
  | { phase: 'reading'; done: number; size: number }
  | { phase: 'unreadable' }
  | { phase: 'read'; sha256: string; match: Match | null; signature: SignatureCheck | null }
);

export function CheckFile({ verification }: { verification: Verification }) {
  const t = useText();
  const [check, setCheck] = useState<Check | null>(null);
  const [over, setOver] = useState(false);
  const running = useRef<AbortController | null>(null);

  const take = async (file: File | undefined) => {
    if (!file) return;
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const { name, size } = file;
    const tell = (next: Check) => {
      if (!stop.signal.aborted) setCheck(next);
    };
    tell({ name, phase: 'reading', done: 0, size });
    try {
      const { digestOf } = await import('../data/digest');
      const sha256 = await digestOf(
        file,
        (done) => tell({ name, phase: 'reading', done, size }),
        stop.signal,
      );
      const match = matchOf(sha256, verification);
      const signature = match && (await checkVersion(verification, match.issued));
      tell({ name, phase: 'read', sha256, match, signature });
      if (!stop.signal.aborted) announce(t(saidOf(match, verification)));
    } catch {
      tell({ name, phase: 'unreadable' });
    }
  };
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    // A file that is dropped beside the field would replace the page.
    const stay = (event: DragEvent) => event.preventDefault();
    document.addEventListener('dragover', stay);
    document.addEventListener('drop', stay);
    return () => {
      document.removeEventListener('dragover', stay);
      document.removeEventListener('drop', stay);
    };
  }, []);

  return (
    <section class="check-file" aria-labelledby="check-file">
      <h2 id="check-file">{t('verify.file_title')}</h2>
      <p class="hint">{t('verify.file_lead')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button does the same */}
      <div
        class={over ? 'check-drop over' : 'check-drop'}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <PickFiles label={t('verify.file_choose')} onPicked={([file]) => void take(file)} />
        <p>{t('verify.file_drop')}</p>
        <p class="hint check-promise">
          <Icon name="eyeOff" />
          <span>{t('verify.file_stays')}</span>
        </p>
      </div>
      {check && <Outcome check={check} verification={verification} />}
    </section>
  );
}

/** A signature that was not checked says nothing; one that is not good does. */
const doubts: ReadonlySet<SignatureCheck['outcome']> = new Set(['wrong', 'differs', 'unknown_key']);

/** The look and the shape of what came out: green with a tick is only what is unchanged and still holds. */
function lookOf(check: Exclude<Check, { phase: 'reading' }>, { state }: Verification): [string, IconName] {
  if (check.phase === 'unreadable' || !check.match) return ['none', 'warning'];
  if (check.signature && doubts.has(check.signature.outcome)) return ['none', 'warning'];
  if (state === 'revoked') return ['none', 'close'];
  if (state === 'superseded') return ['superseded', 'clock'];
  return ['', check.match.which === 'newest' ? 'check' : 'clock'];
}

function Outcome({ check, verification }: { check: Check; verification: Verification }) {
  const t = useText();
  const format = useFormat();
  if (check.phase === 'reading')
    return (
      <p class="check-progress">
        <bdi>{check.name}</bdi>
        <progress aria-label={t('verify.file_reading')} max={check.size || 1} value={check.done} />
        <span>{`${sizeText(check.done, t, format)} / ${sizeText(check.size, t, format)}`}</span>
      </p>
    );
  const said = check.phase === 'unreadable' ? 'verify.file_unreadable' : saidOf(check.match, verification);
  const [look, icon] = lookOf(check, verification);
  const kid = check.phase === 'read' && check.signature && 'kid' in check.signature && check.signature.kid;
  return (
    <div class={`check-outcome ${look}`}>
      <Icon name={icon} />
      <div>
        <p class="hint">
          <bdi>{check.name}</bdi>
        </p>
        <p>
          <strong>{t(said)}</strong>
        </p>
        {check.phase === 'read' && (
          <>
            {check.match?.which === 'earlier' && (
              <p>{t('verify.file_earlier_text', { date: format.dateTime(check.match.issued.at) })}</p>
            )}
            {!check.match && <p>{t('verify.file_none_text')}</p>}
            {check.signature && (
              <SignatureShown
                check={check.signature}
                company={verification.company}
                holds={verification.state === 'genuine'}
              />
            )}
            <details>
              <summary>{t('verify.details')}</summary>
              <dl>
                <Fact label={t('verify.digest')}>
                  <code translate={false}>{check.sha256}</code>
                </Fact>
                {kid && (
                  <Fact label={t('verify.key')}>
                    <code translate={false}>{kid}</code>
                  </Fact>
                )}
              </dl>
            </details>
          </>
        )}
      </div>
    </div>
  );
}
