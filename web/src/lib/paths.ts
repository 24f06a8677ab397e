/** What addresses are made of. Each domain has its own in `domains/<domain>/paths.ts`, where others may link to. */

export const root = '/';

export const segment = encodeURIComponent;

/** Null where a percent sign begins nothing. */
export function decoded(path: string): string | null {
  try {
    // What comes of it is used: a call whose result nobody reads is left out of the build, with what it throws.
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** The router would throw at what cannot be read. */
export function canBeRead(path: string): boolean {
  return decoded(path) !== null;
}

/** What belongs to an account has the account in its address. */
export const ofAccount = '/accounts/:accountId';

export function accountPath(accountId: string): string {
  return `/accounts/${segment(accountId)}`;
}

/** What belongs to the team. */
export const ofStaff = '/staff';

/** `?next=`: where to go afterwards. */
export function withNext(path: string, next: string | undefined): string {
  return next && next !== root ? `${path}?${new URLSearchParams({ next })}` : path;
}
