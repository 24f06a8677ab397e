/** `/profile/security`: how a person signs in, the ways to change it, and where they are signed in. */

import '../styles/arrival.css';
import '../styles/security.css';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { Icon } from '../../../ui/Icon';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { profilePaths } from '../../accounts/paths';
import { lookAgain } from '../data/session';
import { useSecurity } from '../data/use-security';
import { ChangePasswordForm } from '../forms/ChangePasswordForm';
import { useStepUp } from '../forms/StepUp';
import { EmailPart } from './EmailPart';
import { AppPart, CodesPart, Part, PasskeysPart, SessionsPart } from './SecurityParts';

export function Security() {
  const t = useText();
  const format = useFormat();
  const { data: security, problem, reload } = useSecurity();
  const { guard, dialog } = useStepUp();
  const onChanged = async () => {
    // What the rest of the portal knows of it may come later.
    await Promise.all([reload(), lookAgain().catch(() => {})]);
  };
  const part = security && { security, guard, onChanged };
  return (
    <Page
      title={t('security.title')}
      above={
        <a class="back" href={profilePaths.profile()}>
          <Icon name="back" />
          <span>{t('totp.profile')}</span>
        </a>
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!part && !problem && <Skeleton rows={6} />}
      {part && (
        <div class="security">
          {part.security.held_until && (
            <Notice tone="info">
              <p>{t('security.held', { time: format.dateTime(part.security.held_until) })}</p>
            </Notice>
          )}
          <EmailPart guard={guard} />
          <Part title={t('security.password')}>
            <ChangePasswordForm
              secondFactor={part.security.totp_enrolled || part.security.passkeys.length > 0}
              onChanged={() => void reload()}
            />
          </Part>
          <AppPart {...part} />
          <PasskeysPart {...part} />
          <CodesPart {...part} />
          <SessionsPart security={part.security} onChanged={onChanged} />
        </div>
      )}
      {dialog}
    </Page>
  );
}
