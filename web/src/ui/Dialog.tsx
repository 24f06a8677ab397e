/** A question over the page, which waits for its answer. The focus stays in it, and goes back to where it was. */

import './styles/dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** By Escape, too. Without it, Escape does nothing. */
  onCancel?: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, onCancel, children }: Props) {
  const id = useId();
  const here = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(document.activeElement);
  useEffect(() => {
    const dialog = here.current;
    dialog?.showModal();
    const first = dialog?.querySelector<HTMLElement>('input:not([tabindex="-1"]), textarea');
    (first ?? heading.current)?.focus();
    return () => {
      dialog?.close();
      // Once the page is drawn without it, and nothing else took the focus.
      setTimeout(() => giveBack(before.current));
    };
  }, []);
  return (
    <dialog
      ref={here}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
    >
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

/** Where it was; on the heading of the page, if that is gone. */
function giveBack(before: Element | null): void {
  for (const target of [before, document.querySelector('main h1')]) {
    if (document.activeElement !== document.body) return;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }
}
