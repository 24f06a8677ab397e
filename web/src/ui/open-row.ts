/** Rows of a table or list that lead somewhere: a click anywhere opens what the row's link leads to, and its text can be selected. */

import type { TargetedMouseEvent } from 'preact';

export function openRow(event: TargetedMouseEvent<HTMLElement>): void {
  const { currentTarget: row, target } = event;
  const selected = getSelection();
  if (selected && !selected.isCollapsed && selected.containsNode(row, true)) {
    // Somebody marks text; the end of that is no click on the link.
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  if (target instanceof Element && target.closest('a, button, input, label, [popover]')) return;
  row.querySelector('a')?.dispatchEvent(new MouseEvent('click', event));
}
