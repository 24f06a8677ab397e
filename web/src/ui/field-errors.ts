/** What is wrong with a form: said at its fields, and what has no field there, in the form's own notice. */

import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { type Translator, useText } from '../lib/i18n';
import { nameAt, placed } from '../lib/pointers';
import { focusField } from './focus-field';
import { fieldText, problemText } from './problem-text';

export interface Errors<Field extends string> {
  /** By the field's name. */
  texts: Partial<Record<Field, string>>;
  /** For `FormNotice`; nothing when all is said at the fields. */
  notice: readonly string[];
}

/**
 * `fields` are the names of those that the form shows now, such as `subject` or `lines/3/quantity`; `own` is what the
 * form itself found wrong, before anything was sent.
 */
export function errorsOf<Field extends string>(
  problem: Problem | null,
  own: Partial<Record<Field, string>>,
  fields: readonly Field[],
  t: Translator,
): Errors<Field> {
  if (Object.keys(own).length > 0) return { texts: own, notice: [] };
  if (!problem) return { texts: {}, notice: [] };
  const { at, elsewhere } = placed(problem, fields);
  const texts: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const error = at[field];
    if (error) texts[field] = fieldText(error, t);
  }
  if (elsewhere.length === 0 && Object.keys(texts).length > 0) return { texts, notice: [] };
  const others = elsewhere.map((error) => `${nameAt(error.pointer)}: ${fieldText(error, t)}`);
  return { texts, notice: [...new Set([problemText(problem, t), ...others])] };
}

/**
 * The errors of a form. Whenever there are new ones, the first wrong field comes into view and has the focus. What is
 * wrong with a field is no longer said once it was changed.
 */
export function useFieldErrors<Field extends string>(
  problem: Problem | null,
  own: Partial<Record<Field, string>>,
  fields: readonly Field[],
): Errors<Field> & { form: RefObject<HTMLFormElement | null> } {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const [mended, setMended] = useState<readonly string[]>([]);
  const errors = errorsOf(problem, own, fields, t);
  useEffect(() => {
    setMended([]);
    const wrong = firstWrong<Element>(form.current?.elements ?? [], errors.texts);
    if (wrong instanceof HTMLElement) focusField(wrong);
    const changed = ({ target }: Event) => {
      const name = target instanceof Element && target.getAttribute('name');
      if (name) setMended((names) => (names.includes(name) ? names : [...names, name]));
    };
    const { current } = form;
    current?.addEventListener('input', changed);
    return () => current?.removeEventListener('input', changed);
  }, [problem, own]);
  return { ...errors, texts: without(errors.texts, mended), form };
}

export function without<Field extends string>(
  texts: Partial<Record<Field, string>>,
  mended: readonly string[],
): Partial<Record<Field, string>> {
  const left = { ...texts };
  for (const field of Object.keys(left) as Field[]) if (mended.includes(field)) delete left[field];
  return left;
}

/** The first control, from the top, that is wrong and can be seen. */
export function firstWrong<Control extends Pick<Element, 'getAttribute' | 'checkVisibility'>>(
  controls: Iterable<Control>,
  texts: Readonly<Partial<Record<string, string>>>,
): Control | undefined {
  for (const control of controls) {
    const name = control.getAttribute('name');
    if (name && texts[name] !== undefined && control.checkVisibility()) return control;
  }
  return undefined;
}
