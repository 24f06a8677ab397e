/** `/notifications/preferences`: what a person is told besides in the portal, by which way and when. */

import '../styles/preferences.css';
import { useRef } from 'preact/hooks';
import { useText } from '../../../lib/i18n';
import { Icon } from '../../../ui/Icon';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { usePreferences, useSaving } from '../data/use-preferences';
import { notificationPaths } from '../paths';
import { EmailPart } from './EmailPart';
import { Matrix } from './Matrix';
import { QuietHoursPart } from './QuietHoursPart';
import { TextMessagesPart } from './TextMessagesPart';

export function Preferences() {
  const t = useText();
  const resource = usePreferences();
  const { data, problem, loading, reload } = resource;
  const saving = useSaving(resource);
  // What was kept from before may have been changed elsewhere, by the link of a mail: undoing would bring that back.
  const looked = useEver(data !== undefined && !loading && !problem);
  const shown = looked ? saving.shown : undefined;
  const email = shown && <EmailPart key="email" preferences={shown} saving={saving} />;
  // What is wrong comes first, and stays there when it is mended.
  const stopped = useEver(data?.email.stopped != null);

  return (
    <Page
      title={t('preferences.title')}
      width="wide"
      above={
        <a class="back" href={notificationPaths.list()}>
          <Icon name="back" />
          <span>{t('notifications.title')}</span>
        </a>
      }
      below={<p class="lead">{t('preferences.lead')}</p>}
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!shown && !problem && <Skeleton rows={4} />}
      {shown && (
        <div class="preferences">
          {stopped && email}
          <Matrix preferences={shown} saving={saving} />
          <QuietHoursPart preferences={shown} saving={saving} />
          {!stopped && email}
          {shown.sms.available && <TextMessagesPart preferences={shown} saving={saving} reload={reload} />}
          <p>
            <a class="more-link" href={notificationPaths.deliveries()}>
              {t('deliveries.title')}
            </a>
          </p>
        </div>
      )}
    </Page>
  );
}

/** Whether it was so at any time since the page was opened. */
function useEver(now: boolean): boolean {
  const ever = useRef(false);
  ever.current ||= now;
  return ever.current;
}
