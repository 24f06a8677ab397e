/** One at a time over all tabs of the portal, where the browser has locks and lets the page have them. */

export async function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  let begun = false;
  try {
    return await navigator.locks.request(name, () => {
      begun = true;
      return act();
    });
  } catch (thrown) {
    // With cookies refused, locks are too. What `act` itself threw is its own.
    if (begun) throw thrown;
    return act();
  }
}
