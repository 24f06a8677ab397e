/** Why no mail was sent. */

import type { Problem } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { FormNotice } from '../../../ui/Notice';

/** `notice`: what is not said at the fields. */
export function MailProblem({ problem, notice }: { problem: Problem | null; notice: readonly string[] }) {
  const t = useText();
  return <FormNotice lines={problem?.code === 'too_many_attempts' ? [t('mailed.too_many')] : notice} />;
}
