/** Why no mail was sent. */

import { noAnswer, type Problem } from '../../../api/problem';
import { useText } from '../../../lib/i18n';
import { Notice } from '../../../ui/Notice';
import { problemText } from '../../../ui/problem-text';

/** `placed`: it is said at the fields. */
export function MailProblem({ problem, placed = false }: { problem: Problem | null; placed?: boolean }) {
  const t = useText();
  if (!problem || (placed && !noAnswer(problem))) return null;
  return (
    <Notice tone="problem">
      <p>{problem.code === 'too_many_attempts' ? t('mailed.too_many') : problemText(problem, t)}</p>
    </Notice>
  );
}
