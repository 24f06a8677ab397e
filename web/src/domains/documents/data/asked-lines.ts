/** What the team asks for, as it is typed, checked and sent. */

import { cleanLine, cleanProse, isBlank, lengthOf } from '../../../lib/text';
import { limits } from './limits';
import type { Asked } from './use-requests';

export interface TypedLine {
  /** Names the line while lines come and go. */
  key: number;
  label: string;
  help: string;
}

export interface TypedRequest {
  title: string;
  note: string;
  due_on: string;
  person_id: string;
  lines: readonly TypedLine[];
}

export const emptyRequest: TypedRequest = {
  title: '',
  note: '',
  due_on: '',
  person_id: '',
  lines: [{ key: 1, label: '', help: '' }],
};

export function withLine(lines: readonly TypedLine[]): readonly TypedLine[] {
  const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
  return lines.length < limits.lines ? [...lines, { key, label: '', help: '' }] : lines;
}

/** The last one stays. */
export function withoutLine(lines: readonly TypedLine[], key: number): readonly TypedLine[] {
  return lines.length > 1 ? lines.filter((line) => line.key !== key) : lines;
}

export type Flaw = 'field.required' | 'field.too_long';
export type FieldName = string;

/** What is wrong, by the name of the field, as the API would point to it: `lines/0/label`. */
export function flawsOf({ title, note, lines }: TypedRequest): Readonly<Record<FieldName, Flaw>> {
  const found: Record<FieldName, Flaw> = {};
  const check = (name: FieldName, text: string, most: number, needed: boolean) => {
    if (needed && isBlank(text)) found[name] = 'field.required';
    else if (lengthOf(text) > most) found[name] = 'field.too_long';
  };
  check('title', cleanLine(title), limits.title, true);
  check('note', cleanProse(note), limits.help, false);
  lines.forEach(({ label, help }, index) => {
    check(`lines/${index}/label`, cleanLine(label), limits.label, true);
    check(`lines/${index}/help`, cleanProse(help), limits.help, false);
  });
  return found;
}

export function fieldsOf({ lines }: TypedRequest): readonly FieldName[] {
  const ofLines = lines.flatMap((_, index) => [`lines/${index}/label`, `lines/${index}/help`]);
  return ['title', 'note', 'due_on', 'person_id', ...ofLines];
}

/** What is sent: without what was left empty. */
export function askedOf({ title, note, due_on, person_id, lines }: TypedRequest): Asked {
  const said = cleanProse(note);
  return {
    title: cleanLine(title),
    ...(isBlank(said) ? {} : { note: said }),
    ...(due_on ? { due_on } : {}),
    ...(person_id ? { person_id } : {}),
    lines: lines.map(({ label, help }) => {
      const helps = cleanProse(help);
      return { label: cleanLine(label), ...(isBlank(helps) ? {} : { help: helps }) };
    }),
  };
}
