/** A question over the page, which waits for its answer. The browser keeps the focus in it and gives it back. */

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
  useEffect(() => {
    const dialog = here.current;
    dialog?.showModal();
    const first = dialog?.querySelector<HTMLElement>('input:not([tabindex="-1"])');
    (first ?? heading.current)?.focus();
    return () => dialog?.close();
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
