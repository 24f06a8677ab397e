/** Nothing here yet, and what to do about it. */

import type { ComponentChildren } from 'preact';

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <div class="empty-mark" aria-hidden="true" />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
