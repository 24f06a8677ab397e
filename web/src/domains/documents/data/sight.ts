/** Who can see a file, and what is said where somebody was named who cannot. */

import type { FieldProblem, Problem } from '../../../api/problem';
import type { Translator } from '../../../lib/i18n';
import { nameAt } from '../../../lib/pointers';
import type { StoredFile } from './types';
import type { Named } from './use-people';

/** As the API decides it: whoever brought it, those who are named, and else whoever sees all. */
export function sees(
  { id, documents }: Named,
  { by, visible_to }: Pick<StoredFile, 'by' | 'visible_to'>,
): boolean {
  if (documents === 'none') return false;
  if (by.id === id || visible_to?.includes(id)) return true;
  return documents === 'account' && !visible_to;
}

interface Refused {
  /** A sentence for each person. */
  lines: readonly string[];
  /** What else is wrong; null when it is nothing. */
  rest: Problem | null;
}

/** Takes out of a problem what is said of people: `/mentions/2` is the third of those who were named. */
export function ofPeople(
  problem: Problem | null,
  field: 'mentions' | 'visible_to' | 'signers',
  named: readonly string[],
  people: readonly Pick<Named, 'id' | 'name'>[],
  t: Translator,
  cannot: 'visible.cannot' | 'signing.cannot' = 'visible.cannot',
): Refused {
  const numberOf = ({ pointer }: FieldProblem) => new RegExp(`^${field}/(\\d+)$`).exec(nameAt(pointer))?.[1];
  const about = problem?.fields.filter((each) => numberOf(each)) ?? [];
  if (!problem || about.length === 0) return { lines: [], rest: problem };
  const lines = about.map((each) => {
    const id = named[Number(numberOf(each))];
    const name = people.find((person) => person.id === id)?.name;
    return name === undefined ? t('visible.somebody_cannot') : t(cannot, { name });
  });
  const fields = problem.fields.filter((each) => !about.includes(each));
  return { lines, rest: fields.length > 0 ? { ...problem, fields } : null };
}
