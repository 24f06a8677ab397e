/** Whose turn it is reads, agrees and signs by typing their name; or declines, and says why. */

import { useRef, useState } from 'preact/hooks';
import { type Attempt, attemptFor } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { cleanLine, isBlank, lengthOf } from '../../../lib/text';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { Icon } from '../../../ui/Icon';
import { LinkedText } from '../../../ui/LinkedText';
import { FormNotice } from '../../../ui/Notice';
import { Wait } from '../../../ui/Wait';
import { useGuardedCall, useStepUp } from '../../auth/public';
import { stillGood } from '../data/file-calls';
import { limits } from '../data/limits';
import { answerSignature } from '../data/paper-calls';
import type { Paper, SignatureAnswer, Signing } from '../data/paper-types';
import { signPanel } from '../data/sign-panel';
import { isSameName } from '../data/signature';
import type { WholeFile } from '../data/types';
import { DocumentIcon } from '../pages/DocumentIcon';
import { SigningDue } from '../pages/SigningDue';
import { ReasonDialog } from './ReasonDialog';

interface Props {
  file: WholeFile;
  paper: Paper;
  signing: Signing;
  /** Of the bytes that are signed. */
  sha256: string;
  onAnswered: (after: Paper, signed: boolean) => Promise<void>;
  onChanged: () => Promise<void>;
  /** It is not their turn any more, or something else is to be signed. */
  onOvertaken: () => void;
}

interface Wrong {
  name?: string;
  consent?: string;
}

export function SignForm({ file, paper, signing, sha256, onAnswered, onChanged, onOvertaken }: Props) {
  const t = useText();
  const { person } = useMe();
  const [name, setName] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const [declining, setDeclining] = useState(false);
  const { guard, dialog } = useStepUp();
  const { problem, sending, wait, run, forgetProblem } = useGuardedCall(guard);
  const { form, texts, notice } = useFieldErrors(declining ? null : problem, wrong, ['name', 'consent']);
  /** The name that they were told is not theirs: sent again, it is meant. */
  const meant = useRef<string | null>(null);
  const canOpen = file.link?.view && stillGood(file.link, Date.now());

  const attempt = useRef<Attempt | null>(null);

  const send = async (body: SignatureAnswer) => {
    attempt.current = attemptFor(attempt.current, JSON.stringify(body), () => crypto.randomUUID());
    const { key } = attempt.current;
    const failure = await run(async () => {
      const after = await answerSignature(file, body, key);
      setDeclining(false);
      await onAnswered(after, body.answer === 'signed');
    });
    if (failure?.code !== 'conflict') return;
    setDeclining(false);
    forgetProblem();
    onOvertaken();
    await onChanged();
  };
  const sign = () => {
    const typed = cleanLine(name);
    const isOther = !isSameName(typed, person.name) && typed !== meant.current;
    const found: Wrong = {
      ...(isOther ? { name: t('signing.name_other', { name: person.name }) } : {}),
      ...(lengthOf(typed) < 2 ? { name: t('signing.name_short') } : {}),
      ...(isBlank(typed) ? { name: t('field.required') } : {}),
      ...(lengthOf(typed) > limits.signature ? { name: t('field.too_long') } : {}),
      ...(agreed ? {} : { consent: t('signing.consent_missing') }),
    };
    setWrong(found);
    meant.current = typed;
    if (Object.keys(found).length > 0) return forgetProblem();
    void send({ answer: 'signed', name: typed, consent: true, sha256 });
  };
  return (
    <section class="panel sign-panel" id={signPanel} tabIndex={-1} aria-labelledby="sign">
      <h2 id="sign">
        <DocumentIcon name="pen" />
        <span>{t('signing.sign_title')}</span>
      </h2>
      <p>{t('signing.read')}</p>
      <p>
        {canOpen ? (
          <a class="button" href={file.link?.view ?? ''} target="_blank" rel="noopener">
            <Icon name="file" />
            <span>{t('signing.read_open')}</span>
          </a>
        ) : (
          // Links live for minutes: this brings a new one.
          <Button icon="file" onClick={() => void onChanged()}>
            {t('signing.read_here')}
          </Button>
        )}
      </p>
      <div class="sign-body">
        {(signing.note || signing.due_on) && (
          <section class="sender-note" aria-label={t('signing.sender_note')}>
            {signing.note && (
              <>
                <p class="hint">{t('signing.sender_note')}</p>
                <p class="signing-note" dir="auto">
                  <LinkedText text={signing.note} />
                </p>
              </>
            )}
            <SigningDue signing={signing} />
          </section>
        )}
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            sign();
          }}
        >
          <Field label={t('signing.name')} hint={t('signing.name_hint')} error={texts.name}>
            {(control) => (
              <input
                {...control}
                name="name"
                class="signature"
                autoComplete="off"
                required
                placeholder={person.name}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <div class="field">
            {texts.consent && (
              <p class="field-error" id="consent-error">
                <Icon name="warning" />
                <span>{texts.consent}</span>
              </p>
            )}
            <label class="consent">
              <input
                type="checkbox"
                name="consent"
                required
                checked={agreed}
                aria-invalid={texts.consent ? true : undefined}
                aria-describedby={texts.consent ? 'consent-error' : undefined}
                onInput={(event) => setAgreed(event.currentTarget.checked)}
              />
              <span lang={paper.language}>{signing.consent}</span>
            </label>
          </div>
          <FormNotice lines={notice} />
          <Wait seconds={wait} />
          <div class="form-end">
            <Button type="submit" look="primary" busy={sending && !declining} disabled={wait > 0}>
              {t('signing.sign')}
            </Button>
            <Button
              onClick={() => {
                forgetProblem();
                setWrong({});
                setDeclining(true);
              }}
            >
              {t('signing.decline')}
            </Button>
            <p class="hint">{t('signing.sign_hint')}</p>
          </div>
        </form>
      </div>
      {declining && (
        <ReasonDialog
          title={t('signing.decline_title')}
          label={t('signing.decline_reason')}
          hint={t('signing.decline_hint')}
          act={t('signing.decline_act')}
          wait={wait}
          busy={sending}
          problem={problem}
          onReason={(reason) => void send({ answer: 'declined', reason, sha256 })}
          onCancel={() => {
            forgetProblem();
            setDeclining(false);
          }}
        />
      )}
      {dialog}
    </section>
  );
}
