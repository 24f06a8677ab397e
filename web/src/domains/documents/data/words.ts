/** What is said of files in several places: sizes, days, and why something did not work. */

import type { Problem } from '../../../api/problem';
import type { Formatter } from '../../../lib/format';
import type { Translator } from '../../../lib/i18n';
import { nameAt } from '../../../lib/pointers';
import { problemText } from '../../../ui/problem-text';
import { refusedBecause } from './names';
import { ofPeople } from './sight';
import type { Named } from './use-people';

const units = ['size.bytes', 'size.kb', 'size.mb'] as const;

/** "1.4 MB": with one digit behind the point as long as there is one before it. */
export function sizeText(bytes: number, t: Translator, format: Pick<Formatter, 'number'>): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  const shown = size < 10 ? Math.round(size * 10) / 10 : Math.round(size);
  return t(units[unit] ?? 'size.mb', { size: format.number(shown) });
}

/** Whom a file is for by name; how many they are, where the names are not known. */
export function onlyFor(
  ids: readonly string[],
  people: readonly { id: string; name: string }[] | null,
  t: Translator,
  format: Pick<Formatter, 'number'>,
): string {
  const names = ids.map((id) => people?.find((person) => person.id === id)?.name);
  const known = names.filter((name) => name !== undefined);
  if (known.length === 0 || known.length < names.length)
    return t.count('file.only', ids.length, format.number(ids.length));
  return t('file.only_names', { names: known.join(', ') });
}

/** The last day on which something holds that ends with this moment. */
export function lastMoment(endsAt: string): string {
  return new Date(Date.parse(endsAt) - 1000).toISOString();
}

/** A moment of a day that is on this day in every time zone but the outermost ones. */
export function middayOf(day: string): string {
  return `${day}T11:00:00Z`;
}

/** What the pages of files say of a problem, and else what everybody says. */
export function fileProblemText(problem: Problem, t: Translator): string {
  switch (problem.code) {
    case 'file_refused':
      return t(refusedBecause(problem.detail));
    case 'file_damaged':
      return t('refused.damaged');
    case 'file_unreadable':
      return t('refused.unreadable');
    case 'upload_incomplete':
      return t('refused.incomplete');
    case 'file_quarantined':
      return t('refused.quarantined');
    default:
      return problemText(problem, t);
  }
}

/** Where the API says that a day which is to come is over. */
export function pastDay(problem: Problem | null, field: string, t: Translator): string | null {
  const isOver = problem?.fields.some(
    ({ pointer, code }) => nameAt(pointer) === field && code === 'contradiction',
  );
  return isOver ? t('until.past') : null;
}

/** Why a file did not come: said of the person, the day or the name that is wrong, where it is one of them. */
export function uploadProblemText(
  problem: Problem,
  visibleTo: readonly string[],
  people: readonly Named[],
  t: Translator,
): string {
  const { lines } = ofPeople(problem, 'visible_to', visibleTo, people, t);
  const past = pastDay(problem, 'expires_on', t);
  const named = problem.fields.some(({ pointer }) => nameAt(pointer) === 'name');
  const said = [...lines, ...(past ? [past] : []), ...(named ? [t('refused.named')] : [])];
  return said.length > 0 ? said.join(' ') : fileProblemText(problem, t);
}
