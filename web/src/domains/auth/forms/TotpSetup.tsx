/** Setting up an authenticator app: its secret as a QR code, a link and a key, and the first code it shows. */

import '../styles/arrival.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { anonymousApi, answer } from '../../../api/client';
import type { SignedIn } from '../../../api/types';
import { useBrand } from '../../../lib/brand';
import { useCall } from '../../../lib/call';
import { useReached } from '../../../lib/countdown';
import { inFours } from '../../../lib/digits';
import { tell } from '../../../lib/flash';
import { useText } from '../../../lib/i18n';
import { Button, ButtonLink } from '../../../ui/Button';
import { CodeInput } from '../../../ui/CodeInput';
import { Copyable } from '../../../ui/Copyable';
import { Ended } from '../../../ui/Ended';
import { Field } from '../../../ui/Field';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { Skeleton } from '../../../ui/Skeleton';
import { Wait } from '../../../ui/Wait';
import { mostRefusals } from '../data/arrival';
import { noteBegun, type OpenChallenge } from '../data/challenge';
import type { TotpSecret } from '../data/types';

interface Props {
  challenge: OpenChallenge;
  onAnswer: (tokens: SignedIn) => Promise<void>;
  onStartOver: () => void;
  wayOut: ComponentChildren;
}

const digits = 6;

export function TotpSetup({ challenge, onAnswer, onStartOver, wayOut }: Props) {
  const t = useText();
  const { name: brand } = useBrand();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const expired = useReached(challenge.expiresAt);
  const input = useRef<HTMLInputElement>(null);
  const start = useCall();
  const { problem, sending, wait, run } = useCall();
  const { session } = challenge;

  const begin = () =>
    start.run(async () => {
      setSecret(await answer(anonymousApi.POST('/auth/start-totp', { body: { session } })));
      noteBegun(challenge);
    });
  useEffect(() => {
    void begin();
  }, [session]);

  const send = async (complete: string) => {
    setIncomplete(complete.length !== digits);
    if (complete.length !== digits) return input.current?.focus();
    const failure = await run(async () => {
      const tokens = await answer(
        anonymousApi.POST('/auth/confirm-totp', { body: { session, code: complete } }),
      );
      tell('totp.done');
      await onAnswer(tokens);
    });
    if (!failure) return;
    if (failure.status === 401) {
      setCode('');
      setRefusals(refusals + 1);
    }
    input.current?.focus();
  };

  const usedUp = refusals >= mostRefusals;
  if (expired || usedUp || start.problem?.status === 401) {
    return (
      <Ended text={t(usedUp ? 'totp.used_up' : 'totp.expired')}>
        <Button look="primary" onClick={onStartOver}>
          {t('code.start_over')}
        </Button>
      </Ended>
    );
  }
  if (start.problem) return <LoadFailed problem={start.problem} retry={() => void begin()} />;
  if (!secret) return <Skeleton rows={3} />;

  return (
    <form
      class="totp"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(code);
      }}
    >
      {challenge.begun && (
        <Notice tone="info">
          <p>{t('totp.again')}</p>
        </Notice>
      )}
      <ol class="steps">
        <li>
          <h2>{t('totp.app')}</h2>
          <p class="hint">{t('totp.app_hint')}</p>
        </li>
        <li>
          <h2>{t('totp.scan')}</h2>
          <div class="touch-only">
            <ButtonLink href={secret.uri} icon="phone">
              {t('totp.open_app')}
            </ButtonLink>
            <p class="hint">{t('totp.open_app_hint')}</p>
          </div>
          <p class="hint">{t('totp.scan_hint')}</p>
          <img
            class="qr"
            src={`data:image/svg+xml,${encodeURIComponent(secret.qr_svg)}`}
            alt={t('totp.qr', { brand })}
            width="248"
            height="248"
          />
          <details>
            <summary>{t('totp.by_hand')}</summary>
            <p class="hint">{t('totp.by_hand_hint', { brand })}</p>
            <Copyable text={secret.secret} shown={inFours(secret.secret)} label={t('totp.copy')} />
          </details>
        </li>
        <li>
          <h2>{t('totp.enter')}</h2>
          {problem && (
            <Notice tone="problem" reveal>
              <p>{problem.status === 401 ? t('totp.refused') : problemText(problem, t)}</p>
            </Notice>
          )}
          <Wait seconds={wait} />
          <Field
            label={t('code.label')}
            hint={t('totp.enter_hint')}
            error={incomplete ? t('code.incomplete') : undefined}
          >
            {(control) => (
              <CodeInput
                control={control}
                digits={digits}
                value={code}
                inputRef={input}
                onChange={(typed) => {
                  setCode(typed);
                  setIncomplete(false);
                  if (typed.length === digits) void send(typed);
                }}
              />
            )}
          </Field>
          <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
            {t('totp.submit')}
          </Button>
        </li>
      </ol>
      <p class="aside">{wayOut}</p>
    </form>
  );
}
