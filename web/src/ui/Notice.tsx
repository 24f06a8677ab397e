/** Something to know, in the flow of the page. */

import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/problem';
import { useText } from '../lib/i18n';
import { Button } from './Button';
import { Icon } from './Icon';
import { problemText } from './problem-text';

interface NoticeProps {
  tone: 'problem' | 'info';
  children: ComponentChildren;
}

export function Notice({ tone, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
      {tone === 'problem' && <Icon name="warning" />}
      <div>{children}</div>
    </div>
  );
}

/** What is wrong with a form as a whole. */
export function FormNotice({
  lines,
  children,
}: {
  lines: readonly string[];
  /** What can be done about it. */
  children?: ComponentChildren;
}) {
  if (lines.length === 0) return null;
  return (
    <Notice tone="problem">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {children}
    </Notice>
  );
}

/** A page or a part of it could not be loaded. */
export function LoadFailed({ problem, retry }: { problem: Problem; retry: () => void }) {
  const t = useText();
  return (
    <Notice tone="problem">
      <p>{problemText(problem, t)}</p>
      <Button onClick={retry}>{t('action.retry')}</Button>
    </Notice>
  );
}
