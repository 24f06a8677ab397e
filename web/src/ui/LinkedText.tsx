/** Written text with its web addresses made into links, and nothing else interpreted. */

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

export function LinkedText({ text }: { text: string }) {
  const parts: (string | { href: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    parts.push(text.slice(end, match.index), { href: match[0] });
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return (
    <>
      {parts.map((part, index) =>
        typeof part === 'string' ? (
          part
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.href}
          </a>
        ),
      )}
    </>
  );
}
