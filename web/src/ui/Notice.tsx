/** Something to know, in the flow of the page. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { useText } from '../lib/i18n';
import { Button } from './Button';
import { Icon } from './Icon';
import { problemText } from './problem-text';

interface NoticeProps {
  tone: 'problem' | 'info';
  /** It answers what was just done, so it comes into view, wherever the page is scrolled to. */
  reveal?: boolean;
  children: ComponentChildren;
}

export function Notice({ tone, reveal, children }: NoticeProps) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (reveal) here.current?.scrollIntoView({ block: 'nearest' });
  }, [reveal]);
  return (
    <div class={`notice ${tone}`} role={tone === 'problem' ? 'alert' : 'status'} ref={here}>
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
    <Notice tone="problem" reveal>
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
