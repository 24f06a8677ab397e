/** When nothing is sent. Both times save by themselves, a moment after the last one was changed. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { useFormat } from '../../../lib/person';
import { placeOf } from '../../../lib/time-zones';
import { Field } from '../../../ui/Field';
import { errorsOf } from '../../../ui/field-errors';
import { profilePaths } from '../../accounts/paths';
import type { Change } from '../data/preferences';
import type { Preferences, QuietHours } from '../data/types';
import type { Saving } from '../data/use-preferences';
import { NotSaved, Saved } from './Outcome';

const place = 'quiet_hours';
const fields = ['quiet_hours/from', 'quiet_hours/to'] as const;
const usual: QuietHours = { from: '22:00', to: '07:00' };
/** Milliseconds: a time is typed digit by digit, and each is a change. */
const pause = 1_500;

export function QuietHoursPart({ preferences, saving }: { preferences: Preferences; saving: Saving }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { quiet_hours, time_zone } = preferences;
  const [typed, setTyped] = useState<QuietHours | null>(null);
  const [left, setLeft] = useState(false);
  const last = useRef(usual);
  if (quiet_hours) last.current = quiet_hours;

  const values = typed ?? quiet_hours ?? last.current;
  const on = quiet_hours != null;
  const outcome = saving.outcomes[place];
  const own = left || (values.from && values.to) ? flawsOf(values, t) : {};
  const { texts, notice } = errorsOf(outcome?.problem ?? null, own, fields, t);

  const save = (change: Change) => {
    const hours = 'quiet_hours' in change ? change.quiet_hours : null;
    const told = hours
      ? t('quiet.saved_on', { from: format.timeOfDay(hours.from), to: format.timeOfDay(hours.to) })
      : t('quiet.saved_off');
    return saving.save(place, change, told);
  };
  const commit = async () => {
    if (!typed || Object.keys(flawsOf(typed, t)).length > 0) return;
    if (typed.from === quiet_hours?.from && typed.to === quiet_hours.to) return setTyped(null);
    await save({ quiet_hours: typed });
    // What was typed meanwhile is saved in its turn; what was not saved stays where it was typed.
    setTyped((later) => (later === typed ? null : later));
  };
  const latest = useRef(commit);
  latest.current = commit;
  useEffect(() => {
    if (!typed) return;
    const timer = setTimeout(() => void latest.current(), pause);
    return () => clearTimeout(timer);
  }, [typed]);

  const time = (field: 'from' | 'to') => (
    <Field label={t(`quiet.${field}`)} error={texts[`quiet_hours/${field}`]}>
      {(control) => (
        <input
          {...control}
          type="time"
          name={`quiet_hours/${field}`}
          required
          value={values[field]}
          onInput={(event) => {
            setLeft(false);
            setTyped({ ...values, [field]: event.currentTarget.value });
          }}
          onBlur={() => {
            setLeft(true);
            void commit();
          }}
        />
      )}
    </Field>
  );

  return (
    <section class="part" aria-labelledby="quiet-hours">
      <h2 id="quiet-hours">{t('quiet.title')}</h2>
      <p class="hint">{t('quiet.lead')}</p>
      <label class="switched">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setTyped(null);
            void save({ quiet_hours: event.currentTarget.checked ? last.current : null });
          }}
        />
        <span>{t('quiet.on')}</span>
      </label>
      {on && (
        <div class="hours">
          {time('from')}
          {time('to')}
        </div>
      )}
      <Saved
        outcome={outcome}
        onUndo={(undo) => {
          setTyped(null);
          void save(undo);
        }}
      />
      {notice.length > 0 && <NotSaved outcome={outcome} onRetry={(change) => void save(change)} />}
      <p class="hint">
        <span>{t('quiet.zone', { place: placeOf(time_zone), time: format.time(now.toISOString()) })}</span>{' '}
        <a href={profilePaths.profile()}>{t('quiet.change_zone')}</a>
      </p>
    </section>
  );
}

type Flaws = Partial<Record<(typeof fields)[number], string>>;

function flawsOf({ from, to }: QuietHours, t: ReturnType<typeof useText>): Flaws {
  if (!from || !to) {
    const required = t('field.required');
    return {
      ...(from ? {} : { 'quiet_hours/from': required }),
      ...(to ? {} : { 'quiet_hours/to': required }),
    };
  }
  return from === to ? { 'quiet_hours/to': t('quiet.same') } : {};
}
