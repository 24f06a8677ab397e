/** `/staff/approvals?which=`: what waits for a decision, the oldest first; and what was decided, the newest first. */

import '../styles/people.css';
import '../styles/team.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useText } from '../../../lib/i18n';
import { Empty } from '../../../ui/Empty';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { useStepUp } from '../../auth/public';
import { staffPaths } from '../data/staff-paths';
import { type Approval, type Which, whichApprovals } from '../data/types';
import { useApprovals, withDecided } from '../data/use-approvals';
import { ApprovalEntry } from './ApprovalEntry';

export function StaffApprovals() {
  const t = useText();
  const { query } = useLocation();
  const which = whichApprovals.find((each) => each === query.which) ?? 'open';
  return (
    <Page title={t('accounts.approvals')}>
      <nav class="tabs approval-tabs" aria-label={t('approvals.filter')}>
        {whichApprovals.map((each) => (
          <a key={each} href={staffPaths.approvals(each)} aria-current={each === which ? 'page' : undefined}>
            {t(`approvals.${each}`)}
          </a>
        ))}
      </nav>
      <Approvals key={which} which={which} />
    </Page>
  );
}

function Approvals({ which }: { which: Which }) {
  const t = useText();
  const listing = useApprovals(which);
  const { data, problem, reload } = listing;
  const { guard, dialog } = useStepUp();
  const [decided, setDecided] = useState<readonly Approval[]>([]);
  const shown = data && withDecided(data.items, decided);
  return (
    <>
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={4} tall />}
      {shown?.length === 0 && (
        <Empty title={t(`approvals.none_${which}`)}>
          <p>{t(`approvals.none_${which}_text`)}</p>
        </Empty>
      )}
      {shown && shown.length > 0 && (
        <ul class="approvals">
          {shown.map((approval) => (
            <ApprovalEntry
              key={approval.id}
              approval={approval}
              guard={guard}
              onDecided={(after) =>
                setDecided((before) => [...before.filter(({ id }) => id !== after.id), after])
              }
            />
          ))}
        </ul>
      )}
      <MorePages listing={listing} />
      {dialog}
    </>
  );
}
