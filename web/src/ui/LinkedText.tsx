/** Written text with its web addresses made into links, and nothing else interpreted. */

import { useEffect, useState } from 'preact/hooks';
import type { Link } from '../lib/links';

/** Text without one of these has no address, and needs no code to look for it. */
const seemsLinked = /https?:|www\./i;

let linksIn: ((text: string) => Link[]) | undefined;

export function LinkedText({ text }: { text: string }) {
  const [ready, setReady] = useState(linksIn !== undefined);
  const wanted = !ready && seemsLinked.test(text);
  useEffect(() => {
    if (!wanted) return;
    import('../lib/links').then(
      (module) => {
        linksIn = module.linksIn;
        setReady(true);
      },
      // Without it the text is there all the same.
      () => {},
    );
  }, [wanted]);

  const parts: (string | Link)[] = [];
  let end = 0;
  for (const link of (seemsLinked.test(text) && linksIn?.(text)) || []) {
    parts.push(text.slice(end, link.start), link);
    end = link.end;
  }
  parts.push(text.slice(end));
  return (
    <>
      {parts.map((part, index) =>
        typeof part === 'string' ? (
          part
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer" dir="ltr">
            {part.shown}
          </a>
        ),
      )}
    </>
  );
}
