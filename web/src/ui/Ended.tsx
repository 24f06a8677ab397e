/** A step that is over, in place of its form: takes the focus that went with the form. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Notice } from './Notice';

export function Ended({ text, children }: { text: string; children?: ComponentChildren }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus();
  }, []);
  return (
    <div class="ended" ref={here} tabIndex={-1}>
      <Notice tone="problem">
        <p>{text}</p>
      </Notice>
      {children}
    </div>
  );
}
