/** A person's initials. */

export function Avatar({ name, staff }: { name: string; staff?: boolean }) {
  return (
    <span class={staff ? 'avatar staff' : 'avatar'} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
