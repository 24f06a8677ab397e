/** Who signs, one after the other. */

import { limits } from './limits';

export function withSigner(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) || ids.length >= limits.signers ? ids : [...ids, id];
}

export function withoutSigner(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((each) => each !== id);
}

/** One place up, by -1, or down, by 1. Whoever is at the end stays there. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (from < 0 || other === undefined) return ids;
  return ids.map((each) => (each === id ? other : each === other ? id : each));
}
