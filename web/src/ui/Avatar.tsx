/** A person's initials. */

import { initials } from '../lib/names';

export function Avatar({ name, staff }: { name: string; staff?: boolean }) {
  return (
    <span class={staff ? 'avatar staff' : 'avatar'} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
