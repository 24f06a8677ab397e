/** Which field of a form a refused one is: the API names it by a JSON pointer (RFC 6901), at any depth. */

import type { FieldProblem, Problem } from '../api/problem';

/** `/lines/3/quantity`, and its fragment form `#/lines/3/quantity`, name the field `lines/3/quantity`. */
export function nameAt(pointer: string): string {
  return pointer.replace(/^#?\//, '');
}

export interface Placed<Field extends string> {
  at: Partial<Record<Field, FieldProblem>>;
  /** What belongs to none of the fields. */
  elsewhere: readonly FieldProblem[];
}

/** Puts each refusal at its field, or else at the nearest field around it that has none yet. */
export function placed<Field extends string>(
  problem: Problem | null,
  fields: readonly Field[],
): Placed<Field> {
  const at: Partial<Record<Field, FieldProblem>> = {};
  const elsewhere: FieldProblem[] = [];
  for (const error of problem?.fields ?? []) {
    const name = nameAt(error.pointer);
    const field = nearest(name, fields);
    if (field && !at[field]) at[field] = error;
    // Of several refusals of one field the first is enough; the next try brings the others.
    else if (field !== name) elsewhere.push(error);
  }
  return { at, elsewhere };
}

function nearest<Field extends string>(name: string, fields: readonly Field[]): Field | undefined {
  for (let around = name; around; around = around.slice(0, Math.max(0, around.lastIndexOf('/')))) {
    const field = fields.find((each) => each === around);
    if (field) return field;
  }
  return undefined;
}
