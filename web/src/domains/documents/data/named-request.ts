/** The request that an address names behind its #: what is to be done to show it. */

export type Step = 'show' | 'more' | 'ended' | 'nothing';

interface Look {
  id: string;
  listed: readonly { id: string }[];
  /** There are more pages of the list. */
  more: boolean;
  /** It is the list of those that have ended. */
  ended: boolean;
}

/** Shows it if it is listed; else looks through further pages, then among those that have ended. */
export function stepTo({ id, listed, more, ended }: Look): Step {
  if (!/^frq_\w+$/.test(id)) return 'nothing';
  if (listed.some((request) => request.id === id)) return 'show';
  if (more) return 'more';
  return ended ? 'nothing' : 'ended';
}
