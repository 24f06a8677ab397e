/** What to do when the mail does not come, or went to the wrong address. */

import { useMemo } from 'preact/hooks';
import type { Call } from '../../../lib/call';
import { useCountdown } from '../../../lib/countdown';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { problemText } from '../../../ui/problem-text';
import { MailProblem } from './MailProblem';

interface Props {
  purpose: 'sign_up' | 'forgot' | 'email_change';
  /** Milliseconds since the epoch. */
  resendAt: number;
  call: Call;
  sentAgain: boolean;
  /** Nothing else can be done. */
  urgent: boolean;
  onAgain: () => void;
  onBack: () => void;
}

export function MailHelp({ purpose, resendAt, call, sentAgain, urgent, onAgain, onBack }: Props) {
  const t = useText();
  const format = useFormat();
  const pause = useMemo(() => Math.max(0, Math.ceil((resendAt - Date.now()) / 1000)), [resendAt]);
  const rest = useCountdown(pause, resendAt);
  const wait = Math.max(rest, call.wait);
  return (
    <div class={urgent ? 'mail-help urgent' : 'mail-help'}>
      {sentAgain && (
        <p class="saved">
          <Icon name="check" />
          <span>{t('mailed.sent_again')}</span>
        </p>
      )}
      {!urgent && (
        <p>
          <span>{t('mailed.missing')}</span> <span>{t(`${purpose}.mail_says`)}</span>
        </p>
      )}
      <MailProblem problem={call.problem} notice={call.problem ? [problemText(call.problem, t)] : []} />
      <div class="mail-again">
        <Button look={urgent ? 'primary' : 'plain'} busy={call.sending} disabled={wait > 0} onClick={onAgain}>
          {t('mailed.again')}
        </Button>
        {wait > 0 && (
          <span role="timer">
            <span>{t('mailed.again_in', { time: format.duration(wait) })}</span>
          </span>
        )}
      </div>
      <p class="aside">
        <span>{t('mailed.wrong_address')}</span>{' '}
        <Button look="quiet" onClick={onBack}>
          {t('mailed.back')}
        </Button>
      </p>
    </div>
  );
}
