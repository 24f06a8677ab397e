/** The parts of `/profile/security`, each about one way to sign in. */

import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { answer, api } from '../../../api/client';
import { announce } from '../../../lib/announce';
import { knowsPasskeys } from '../../../lib/browser';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { cleanLine, lengthOf } from '../../../lib/text';
import { Button, ButtonLink } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { FormNotice, Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';
import { RelativeTime } from '../../../ui/Time';
import { Wait } from '../../../ui/Wait';
import { deviceName } from '../data/device';
import { addPasskey, passkeyText } from '../data/passkey';
import type { NewRecoveryCodes, PasskeyOfMine, SecurityView, SessionOfMine } from '../data/types';
import { noteFactorAdded, takeCodesDue } from '../data/use-security';
import { RecoveryCodes } from '../forms/RecoveryCodes';
import { type Guard, useGuardedCall } from '../forms/StepUp';
import { authPaths } from '../paths';

interface PartProps {
  security: SecurityView;
  guard: Guard;
  /** Looks at everything again. */
  onChanged: () => Promise<void>;
}

interface FrameProps {
  title: string;
  heading?: RefObject<HTMLHeadingElement | null>;
  children: ComponentChildren;
}

export function Part({ title, heading, children }: FrameProps) {
  const id = useId();
  return (
    <section class="security-part" aria-labelledby={id}>
      <h2 id={id} ref={heading ?? null} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What had the focus may be gone with what was done: then the part's heading takes it. */
function useHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  const begin = () => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  };
  return { heading, begin };
}

function On({ children }: { children: string }) {
  return (
    <p class="saved">
      <Icon name="check" />
      <span>{children}</span>
    </p>
  );
}

export function AppPart({ security, guard, onChanged }: PartProps) {
  const t = useText();
  const { heading, begin } = useHeading();
  const [asking, setAsking] = useState(false);
  const { problem, sending, run, forgetProblem } = useGuardedCall(guard);

  const remove = async () => {
    const failure = await run(async () => {
      await answer(api.POST('/auth/remove-factor', { body: { factor: 'totp' } }));
    });
    if (failure) return;
    setAsking(false);
    announce(t('security.app_removed'));
    await onChanged();
    begin();
  };

  return (
    <Part title={t('security.app')} heading={heading}>
      {security.totp_enrolled ? <On>{t('security.app_on')}</On> : <p class="hint">{t('security.app_off')}</p>}
      <div class="form-end">
        <ButtonLink href={authPaths.authenticator()}>
          {t(security.totp_enrolled ? 'security.app_replace' : 'security.app_set_up')}
        </ButtonLink>
        {security.totp_enrolled && (
          <Button look="quiet" onClick={() => setAsking(true)}>
            {t('security.app_remove')}
          </Button>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          title={t('security.app_remove_title')}
          text={t('security.app_remove_text')}
          act={t('security.remove')}
          cancel={t('security.cancel')}
          busy={sending}
          problem={problem}
          onAct={() => void remove()}
          onCancel={() => {
            setAsking(false);
            forgetProblem();
          }}
        />
      )}
    </Part>
  );
}

export function PasskeysPart({ security, guard, onChanged }: PartProps) {
  const t = useText();
  const { heading, begin } = useHeading();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<PasskeyOfMine | null>(null);
  const { problem, sending, run, forgetProblem } = useGuardedCall(guard);

  const remove = async (passkey: PasskeyOfMine) => {
    const failure = await run(async () => {
      await answer(api.POST('/auth/remove-factor', { body: { factor: 'passkey', id: passkey.id } }));
    });
    if (failure) return;
    setAsked(null);
    announce(t('passkey.removed'));
    await onChanged();
    begin();
  };

  return (
    <Part title={t('passkey.title')} heading={heading}>
      <p class="hint">{t('passkey.lead')}</p>
      {security.passkeys.length > 0 && (
        <ul class="security-list">
          {security.passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div>
                <strong dir="auto">{passkey.name}</strong>
                <p class="hint">
                  <span>{t('passkey.added_at')}</span> <RelativeTime at={passkey.created_at} />
                  {' · '}
                  {passkey.last_used_at ? (
                    <>
                      <span>{t('security.last_used')}</span> <RelativeTime at={passkey.last_used_at} />
                    </>
                  ) : (
                    <span>{t('passkey.never_used')}</span>
                  )}
                </p>
              </div>
              <Button look="quiet" onClick={() => setAsked(passkey)}>
                {t('security.remove')} <span class="visually-hidden">{passkey.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <AddPasskey
          guard={guard}
          onEnd={() => setAdding(false)}
          onAdded={async () => {
            setAdding(false);
            noteFactorAdded();
            await onChanged();
          }}
        />
      ) : knowsPasskeys() ? (
        <div>
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t('passkey.add')}
          </Button>
        </div>
      ) : (
        <p class="hint">{t('passkey.unknown_here')}</p>
      )}
      {asked && (
        <ConfirmDialog
          title={t('passkey.remove_title', { name: asked.name })}
          text={t('passkey.remove_text')}
          act={t('security.remove')}
          cancel={t('security.cancel')}
          busy={sending}
          problem={problem}
          onAct={() => void remove(asked)}
          onCancel={() => {
            setAsked(null);
            forgetProblem();
          }}
        />
      )}
    </Part>
  );
}

/** The contract's limit. */
const longestName = 60;

interface AddProps {
  guard: Guard;
  onEnd: () => void;
  onAdded: () => Promise<void>;
}

function AddPasskey({ guard, onEnd, onAdded }: AddProps) {
  const t = useText();
  const [name, setName] = useState(() => deviceName(navigator.userAgent, t));
  const [missing, setMissing] = useState<{ name?: string }>({});
  const input = useRef<HTMLInputElement>(null);
  const { problem, sending, wait, run, forgetProblem } = useGuardedCall(guard);
  const { form, texts } = useFieldErrors(problem, missing, ['name']);
  useEffect(() => input.current?.select(), []);

  const send = async () => {
    const clean = cleanLine(name);
    const flaw = !clean ? t('field.required') : lengthOf(clean) > longestName ? t('field.too_long') : null;
    setMissing(flaw ? { name: flaw } : {});
    if (flaw) return forgetProblem();
    const failure = await run(() => addPasskey(clean));
    if (failure) return;
    announce(t('passkey.added'));
    await onAdded();
  };

  return (
    <form
      ref={form}
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && !texts.name && <FormNotice lines={[passkeyText(problem, t)]} />}
      <Wait seconds={wait} />
      <Field label={t('passkey.name')} hint={t('passkey.name_hint')} error={texts.name}>
        {(control) => (
          <input
            {...control}
            ref={input}
            name="name"
            autoComplete="off"
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="form-end">
        <Button type="submit" look="primary" busy={sending} disabled={wait > 0}>
          {t('passkey.add_now')}
        </Button>
        <Button look="quiet" onClick={onEnd}>
          {t('security.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** From this many on it is time for new ones. */
const few = 3;

export function CodesPart({ security, guard, onChanged }: PartProps) {
  const t = useText();
  const { heading, begin } = useHeading();
  const [made, setMade] = useState<NewRecoveryCodes | null>(null);
  const { problem, sending, wait, run } = useGuardedCall(guard);
  const { recovery_codes: codes = null } = security;
  const protectedNow = security.totp_enrolled || security.passkeys.length > 0;

  const create = () =>
    run(async () => {
      setMade(await answer(api.POST('/auth/create-recovery-codes')));
    });

  useEffect(() => {
    // What is shown may be of before the factor was added; then it comes again.
    if (protectedNow && takeCodesDue() && codes === null) void create();
  }, [security]);

  return (
    <Part title={t('codes.part')} heading={heading}>
      <p class="hint">{t('codes.what')}</p>
      {codes && codes.remaining > few && <On>{t('codes.left', { count: codes.remaining })}</On>}
      {codes && codes.remaining <= few && (
        <Notice tone="problem">
          <p>{t.count('codes.few', codes.remaining)}</p>
        </Notice>
      )}
      {!codes && protectedNow && (
        <Notice tone="problem">
          <p>{t('codes.none')}</p>
        </Notice>
      )}
      {problem && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <Wait seconds={wait} />
      {protectedNow ? (
        <div class="form-end">
          <Button busy={sending} disabled={wait > 0} onClick={() => void create()}>
            {t(codes ? 'codes.renew' : 'codes.create')}
          </Button>
          {codes && <p class="hint">{t('codes.renew_hint')}</p>}
        </div>
      ) : (
        <p class="hint">{t('codes.later')}</p>
      )}
      {made && (
        <RecoveryCodes
          made={made}
          onKept={() => {
            setMade(null);
            void onChanged().then(begin);
          }}
        />
      )}
    </Part>
  );
}

export function SessionsPart({ security, onChanged }: Omit<PartProps, 'guard'>) {
  const t = useText();
  const { heading, begin } = useHeading();
  const { problem, run } = useCall();
  const [ending, setEnding] = useState<string | null>(null);
  const others = security.sessions.filter(({ is_current }) => !is_current);

  const end = async (body: { session: string } | { others: true }, which: string) => {
    setEnding(which);
    const failure = await run(async () => {
      await answer(api.POST('/auth/end-sessions', { body }));
    });
    setEnding(null);
    // It is gone all the same.
    if (failure && failure.status !== 404) return;
    announce(t('sessions.ended'));
    await onChanged();
    begin();
  };

  return (
    <Part title={t('sessions.title')} heading={heading}>
      <p class="hint">{t('sessions.lead')}</p>
      {problem && problem.status !== 404 && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
      <ul class="security-list">
        {security.sessions.map((session) => (
          <li key={session.id}>
            <Session session={session} />
            {!session.is_current && (
              <Button
                look="quiet"
                busy={ending === session.id}
                onClick={() => void end({ session: session.id }, session.id)}
              >
                {t('sessions.end')} <span class="visually-hidden">{deviceName(session.device, t)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <div>
          <Button busy={ending === 'others'} onClick={() => void end({ others: true }, 'others')}>
            {t('sessions.end_others')}
          </Button>
        </div>
      )}
    </Part>
  );
}

function Session({ session }: { session: SessionOfMine }) {
  const t = useText();
  return (
    <div>
      <strong title={session.device}>{deviceName(session.device, t)}</strong>
      {session.is_current && <On>{t('sessions.this_one')}</On>}
      <p class="hint">
        <span>{t(`sessions.by.${session.factor}`)}</span>
        {' · '}
        <span>{t('sessions.since')}</span> <RelativeTime at={session.started_at} />
        {!session.is_current && (
          <>
            {' · '}
            <span>{t('security.last_used')}</span> <RelativeTime at={session.last_used_at} />
          </>
        )}
      </p>
    </div>
  );
}
