/** Browser storage that never throws: private windows and full disks must not break a page. */

export interface SafeStorage {
  read: (key: string) => string | null;
  write: (key: string, value: string) => void;
  remove: (key: string) => void;
  keys: () => string[];
  /** Whether what is written can be read again. */
  lasts: () => boolean;
}

const probe = 'atrium.probe';

function safely(storage: () => Storage): SafeStorage {
  function attempt<T>(act: (storage: Storage) => T, otherwise: T): T {
    try {
      return act(storage());
    } catch {
      return otherwise;
    }
  }
  return {
    read: (key) => attempt((s) => s.getItem(key), null),
    write: (key, value) => attempt((s) => s.setItem(key, value), undefined),
    remove: (key) => attempt((s) => s.removeItem(key), undefined),
    keys: () => attempt((s) => Object.keys(s), []),
    lasts: () =>
      attempt((s) => {
        s.setItem(probe, probe);
        s.removeItem(probe);
        return true;
      }, false),
  };
}

/** Choices of this browser: theme, language. Never anything secret. */
export const preferences = safely(() => localStorage);

/** What belongs to this tab alone: drafts. */
export const tabStorage = safely(() => sessionStorage);
