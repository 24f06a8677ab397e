/** Looks again every two seconds as long as something is being made. */

import { useEffect, useState } from 'preact/hooks';

const every = 2_000;
/** Whoever has waited so long looks again by hand. */
const atMost = 120_000;

/** `what` names it: what begins later has its own time. True once it has waited long enough. */
export function useMaking(what: string, reload: () => Promise<void>): boolean {
  const [tired, setTired] = useState(false);
  useEffect(() => {
    setTired(false);
    if (!what) return;
    const end = Date.now() + atMost;
    const timer = setInterval(() => {
      if (Date.now() > end) {
        clearInterval(timer);
        setTired(true);
      } else if (document.visibilityState === 'visible') {
        void reload();
      }
    }, every);
    return () => clearInterval(timer);
  }, [what, reload]);
  return tired;
}
