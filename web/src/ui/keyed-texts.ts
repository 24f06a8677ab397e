/**
 * A browser that translates a page puts elements of its own in the place of each text. What Preact changes afterwards is
 * the text that is no longer there. So an element that holds nothing but a text has that text as its key: another text
 * is another element, which the browser then translates anew. Where a text stands beside something else and can change,
 * it is wrapped.
 */

import { options } from 'preact';

/** Not those that may have the focus while their text changes: it would be lost with them. */
const ofText = new Set(
  'a bdi caption code dd dt h2 h3 label legend li p span strong summary th time'.split(' '),
);

const before = options.vnode;
options.vnode = (vnode) => {
  const { type, props, key, ref } = vnode;
  if (
    typeof type === 'string' &&
    ofText.has(type) &&
    typeof props.children === 'string' &&
    key == null &&
    !ref
  ) {
    // Whoever listens to a live region hears what changes within it, not that it is a new one.
    const live = 'role' in props || 'aria-live' in props || 'tabIndex' in props;
    if (!live) vnode.key = props.children;
  }
  before?.(vnode);
};
