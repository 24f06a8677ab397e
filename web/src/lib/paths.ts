/** What addresses are made of. Each domain has its own in `domains/<domain>/paths.ts`, where others may link to. */

export const root = '/';

export const segment = encodeURIComponent;

/** False where a percent sign begins nothing; the router would throw at it. */
export function canBeRead(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
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
