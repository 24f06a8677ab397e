/** Whom a file is for: everybody who sees the documents of the account, or some by name. */

import { useText } from '../../../lib/i18n';
import { Choice } from '../../../ui/Field';
import { limits } from '../data/limits';
import type { Named } from '../data/use-people';

interface Props {
  people: readonly Named[];
  /** The team says whose documents they are. */
  staff: boolean;
  /** Whom it is for when nobody is named, where that is not everybody. */
  all?: { label: string } | undefined;
  /** Whoever always sees it, where that is not as it is with uploads. */
  hint?: string;
  /** Null: everybody. */
  value: readonly string[] | null;
  error?: string | undefined;
  onChange: (people: readonly string[] | null) => void;
}

export function PeopleField({ people, staff, all, hint, value, error, onChange }: Props) {
  const t = useText();
  // Whoever sees no documents at all is not asked for.
  const those = people.filter(({ id, documents }) => documents !== 'none' || value?.includes(id));
  return (
    <div class="people-field">
      <Choice
        legend={t('visible.legend')}
        hint={hint ?? t('visible.hint')}
        name="visible_to"
        value={value ? 'some' : 'all'}
        error={error}
        options={[
          all
            ? { value: 'all', ...all }
            : {
                value: 'all',
                label: t(staff ? 'visible.all_staff' : 'visible.all'),
                hint: t('visible.all_hint'),
              },
          { value: 'some', label: t('visible.some') },
        ]}
        onChange={(chosen) => onChange(chosen === 'all' ? null : [])}
      />
      {value && <TickedPeople legend={t('visible.who')} people={those} value={value} onChange={onChange} />}
    </div>
  );
}

interface TickedProps {
  legend: string;
  people: readonly Named[];
  value: readonly string[];
  onChange: (people: readonly string[]) => void;
}

export function TickedPeople({ legend, people, value, onChange }: TickedProps) {
  const t = useText();
  const full = value.length >= limits.named;
  return (
    <fieldset class="ticked-people">
      <legend>{legend}</legend>
      {people.map(({ id, name }) => (
        <label key={id} class="ticked-person">
          <input
            type="checkbox"
            checked={value.includes(id)}
            disabled={full && !value.includes(id)}
            onInput={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...value, id] : value.filter((each) => each !== id))
            }
          />
          <bdi>{name}</bdi>
        </label>
      ))}
      {full && <p class="hint">{t('visible.most', { count: limits.named })}</p>}
    </fieldset>
  );
}
