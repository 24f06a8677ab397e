/** Seconds that are left to wait, counted down by the clock and not by the number of ticks. */

import { useEffect, useState } from 'preact/hooks';

/** Counts down from `seconds`; starts anew whenever `of` is another object. */
export function useCountdown(seconds: number | null, of: unknown): number {
  const [left, setLeft] = useState(seconds ?? 0);
  useEffect(() => {
    setLeft(seconds ?? 0);
    if (!seconds) return;
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [seconds, of]);
  return left;
}

/** Whether a moment, in milliseconds since the epoch, has come; drawn anew when it does. */
export function useReached(moment: number): boolean {
  const [reached, setReached] = useState(Date.now() >= moment);
  useEffect(() => {
    const look = () => setReached(Date.now() >= moment);
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return reached;
}
