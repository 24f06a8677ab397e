/** Where people are before they are signed in, and where they set up how they sign in. */

import { root, withNext } from '../../lib/paths';

export const authPatterns = {
  signIn: '/sign-in',
  signUp: '/sign-up',
  forgotPassword: '/forgot-password',
  authenticator: '/profile/authenticator',
  security: '/profile/security',
  undoEmail: '/undo-email',
} as const;

export const authPaths = {
  signIn: (next?: string) => withNext(authPatterns.signIn, next),
  signUp: (next?: string) => withNext(authPatterns.signUp, next),
  forgotPassword: (next?: string) => withNext(authPatterns.forgotPassword, next),
  authenticator: () => authPatterns.authenticator,
  security: () => authPatterns.security,
  undoEmail: () => authPatterns.undoEmail,
};

/** Where people are before they are signed in. */
export function isFront(path: string): boolean {
  return path === authPatterns.signIn || path === authPatterns.signUp || path === authPatterns.forgotPassword;
}

/**
 * Where to go after signing in. Only an address of this portal is followed: anything else in
 * `?next=` could carry a person who has just signed in to somebody else's page.
 */
export function safeNext(next: string | undefined, origin: string): string {
  if (!next?.startsWith('/')) return root;
  try {
    const target = new URL(next, origin);
    if (target.origin !== origin || isFront(target.pathname)) return root;
    // A path such as `//elsewhere` survives URL parsing as a path only in part; a router would read it anew.
    if (target.pathname.startsWith('//')) return root;
    return target.pathname + target.search + target.hash;
  } catch {
    return root;
  }
}
