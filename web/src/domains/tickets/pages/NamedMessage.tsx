/**
 * Shows the message that the address names, once: whoever comes back later finds the page where they left it. Comes when an
 * address names one.
 */

import { useEffect, useRef } from 'preact/hooks';
import { messageNamed, namedIn } from '../data/named-message';
import type { LoadedThread } from '../data/use-thread';
import { showMessage } from './show-message';

/** Earlier pages that are looked through for it. */
const mostPages = 8;

export function NamedMessage({ thread: { data, loading, earlier } }: { thread: LoadedThread }) {
  const asked = useRef(0);
  useEffect(() => {
    const seq = namedIn(location.hash);
    if (seq === null || !data || history.state?.shown === seq) return;
    const message = messageNamed(seq, data.messages, loading);
    if (message) {
      history.replaceState({ shown: seq }, '');
      showMessage(message.seq);
    } else if (
      !loading &&
      data.earlier &&
      !earlier.loading &&
      !earlier.problem &&
      asked.current < mostPages
    ) {
      asked.current += 1;
      void earlier.load();
    }
  }, [data, loading, earlier.loading]);
  return null;
}
