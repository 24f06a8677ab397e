/** What was done just now, where it was done; takes the focus that went with the form. */

import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../ui/Icon';

export function Saved({ text }: { text: string }) {
  const here = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p class="saved" ref={here} tabIndex={-1}>
      <Icon name="check" />
      <span>{text}</span>
    </p>
  );
}
