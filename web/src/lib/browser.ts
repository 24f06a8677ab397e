/**
 * What the browser offers and may refuse, with a way on for each: languages it makes up, a channel to other tabs, the
 * clipboard, cookies. Storage is in `browser-storage.ts`, `Intl` in `format.ts`, locks in `api/alone.ts`. No other file
 * asks for these, which `tests/browser.test.ts` holds.
 */

/** `de_DE.UTF-8` and `en-US@posix` are what some systems hand down; `Intl` would throw at them. */
export function usableLanguages(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => {
    const plain = tag.replace(/[.@].*$/, '').replaceAll('_', '-');
    try {
      return Intl.getCanonicalLocales(plain);
    } catch {
      return [];
    }
  });
}

/** The languages that the person reads, the best first. */
export function preferredLanguages(): readonly string[] {
  return usableLanguages(navigator.languages ?? []);
}

export interface Tabs {
  tell: (what: string) => void;
  listen: (listener: (what: unknown) => void) => void;
}

/** The other tabs of the portal in this browser. Where it keeps them apart, they hear of it with their next request. */
export function otherTabs(channel: string): Tabs {
  const open = attempt(() => new BroadcastChannel(channel));
  return {
    tell: (what) => void attempt(() => open?.postMessage(what)),
    listen: (listener) => open?.addEventListener('message', ({ data }) => listener(data)),
  };
}

/** False where the browser keeps pages away from the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Without them a session lasts until the page is closed or loaded anew. */
export function cookiesRefused(): boolean {
  return navigator.cookieEnabled === false;
}

/** Whether it can ask an authenticator for a passkey. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
