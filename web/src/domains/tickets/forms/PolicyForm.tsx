/** What the company promises its customers, whole. */

import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { draftKey } from '../../../lib/drafts';
import { deviceTimeZone, listedTimeZones } from '../../../lib/format';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { useSubmission } from '../../../lib/submission';
import { Button } from '../../../ui/Button';
import { Field, TextArea } from '../../../ui/Field';
import { useFieldErrors } from '../../../ui/field-errors';
import { FormNotice } from '../../../ui/Notice';
import {
  type Hours,
  holidayLines,
  priorities,
  putPolicy,
  readHolidays,
  type ServicePolicy,
  type Within,
  weekdays,
} from '../data/promise';
import { HolidayPicker } from './HolidayPicker';

interface Props {
  policy: ServicePolicy;
  readOnly: boolean;
  onSaved: (policy: ServicePolicy) => void;
  /** Somebody else put another in its place. */
  onOvertaken: () => void;
}

interface Values {
  time_zone: string;
  /** "08:00-17:00", more of them separated by commas; nothing on a day off. */
  hours: Record<Hours['day'], string>;
  holidays: string;
  /** Hours of working time, as typed. */
  within: Record<keyof Within, { first_response: string; solution: string }>;
}

const usual = { urgent: ['1', '8'], high: ['2', '16'], normal: ['8', '40'], low: ['16', '80'] } as const;
const span = /^([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-4]):([0-5]\d)$/;

function typed(policy: ServicePolicy): Values {
  const hours = Object.fromEntries(
    weekdays.map((day, index) => {
      const ofDay = policy.hours.filter((each) => each.day === day);
      const said = ofDay.map(({ from, to }) => `${from}-${to === '00:00' ? '24:00' : to}`).join(', ');
      return [day, policy.version === 0 && index < 5 ? '08:00-17:00' : said];
    }),
  ) as Values['hours'];
  const asHours = (minutes: number) => String(Math.round((minutes / 60) * 100) / 100);
  const within = Object.fromEntries(
    priorities.map((priority) => {
      const known = policy.within?.[priority];
      const [first_response, solution] = known
        ? [asHours(known.first_response), asHours(known.solution)]
        : usual[priority];
      return [priority, { first_response, solution }];
    }),
  ) as Values['within'];
  const time_zone = policy.time_zone ?? deviceTimeZone() ?? 'UTC';
  return { time_zone, hours, holidays: holidayLines(policy.holidays), within };
}

/** Minutes of what was typed as hours; null when it is no number of them. */
function minutesOf(text: string): number | null {
  const minutes = Math.round(Number(text.replace(',', '.')) * 60);
  return text.trim() && minutes >= 1 && minutes <= 100_000 ? minutes : null;
}

/** The hours of a day as typed; null when they are none. */
export function hoursOf(day: Hours['day'], text: string): Hours[] | null {
  const found: Hours[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    if (!part) continue;
    const [, h1, m1, h2, m2] = span.exec(part) ?? [];
    if (!h1 || !m1 || !h2 || !m2) return null;
    const [from, to] = [`${h1}:${m1}`, `${h2}:${m2}`];
    if (to <= from || to > '24:00') return null;
    found.push({ day, from, to: to === '24:00' ? '00:00' : to });
  }
  return found;
}

const fields = [...weekdays, ...priorities, 'holidays', 'time_zone'] as const;
type Flaws = Partial<Record<(typeof fields)[number], string>>;

export function PolicyForm({ policy, readOnly, onSaved, onOvertaken }: Props) {
  const t = useText();
  const { person } = useMe();
  const [flaws, setFlaws] = useState<Flaws>({});
  const { values, change, problem, sending, send } = useSubmission<Values>({
    draft: draftKey(person.id, `policy-${policy.version}`),
    initial: typed(policy),
    submit: async ({ time_zone, hours, holidays, within }, key) => {
      const read = readHolidays(holidays);
      const minutes = (text: string) => minutesOf(text) ?? 1;
      const saved = await putPolicy(
        {
          version: policy.version,
          time_zone,
          hours: weekdays.flatMap((day) => hoursOf(day, hours[day]) ?? []),
          holidays: 'holidays' in read ? read.holidays : [],
          within: Object.fromEntries(
            priorities.map((priority) => {
              const { first_response, solution } = within[priority];
              return [priority, { first_response: minutes(first_response), solution: minutes(solution) }];
            }),
          ) as Within,
        },
        key,
      );
      announce(t('policy.saved'));
      onSaved(saved);
    },
  });
  const overtaken = problem?.code === 'conflict';
  const { form, texts, notice } = useFieldErrors(overtaken ? null : problem, flaws, [...fields]);
  const set = (part: Partial<Values>) => {
    setFlaws({});
    change(part);
  };
  const check = (): Flaws => {
    const found: Flaws = {};
    for (const day of weekdays) if (!hoursOf(day, values.hours[day])) found[day] = t('policy.wrong_hours');
    if (weekdays.every((day) => !values.hours[day].trim())) found.monday = t('policy.no_hours');
    for (const priority of priorities) {
      const { first_response, solution } = values.within[priority];
      const [first, last] = [minutesOf(first_response), minutesOf(solution)];
      if (first === null || last === null) found[priority] = t('policy.wrong_number');
      else if (last < first) found[priority] = t('policy.wrong_order');
    }
    const read = readHolidays(values.holidays);
    if ('wrong' in read) found.holidays = t('policy.wrong_holiday', { line: read.wrong });
    else if (read.holidays.length > 200) found.holidays = t('policy.many_holidays');
    return found;
  };
  const zones = [...new Set([values.time_zone, 'UTC', ...listedTimeZones()])];
  return (
    <form
      ref={form}
      class="policy-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = check();
        setFlaws(found);
        if (Object.keys(found).length === 0) void send();
      }}
    >
      <fieldset class="plain-fieldset" disabled={readOnly}>
        <Field label={t('policy.time_zone')} error={texts.time_zone}>
          {(control) => (
            <select
              {...control}
              name="time_zone"
              value={values.time_zone}
              onChange={(event) => set({ time_zone: event.currentTarget.value })}
            >
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </select>
          )}
        </Field>
        <h2>{t('policy.hours')}</h2>
        <p class="hint">{t('policy.hours_hint')}</p>
        <div class="policy-days">
          {weekdays.map((day) => (
            <Field key={day} label={t(`policy.${day}`)} error={texts[day]}>
              {(control) => (
                <input
                  {...control}
                  name={day}
                  placeholder={t('policy.closed')}
                  value={values.hours[day]}
                  onInput={(event) => set({ hours: { ...values.hours, [day]: event.currentTarget.value } })}
                />
              )}
            </Field>
          ))}
        </div>
        <h2>{t('policy.within')}</h2>
        <p class="hint">{t('policy.within_hint')}</p>
        {priorities.map((priority) => (
          <div key={priority} class="policy-within">
            <strong>{t(`priority.${priority}`)}</strong>
            {(['first_response', 'solution'] as const).map((clock) => (
              <Field
                key={clock}
                label={t(`promise.${clock}`)}
                error={clock === 'first_response' ? texts[priority] : undefined}
              >
                {(control) => (
                  <input
                    {...control}
                    name={clock === 'first_response' ? priority : `${priority}-solution`}
                    inputMode="decimal"
                    value={values.within[priority][clock]}
                    onInput={(event) => {
                      const ofPriority = { ...values.within[priority], [clock]: event.currentTarget.value };
                      set({ within: { ...values.within, [priority]: ofPriority } });
                    }}
                  />
                )}
              </Field>
            ))}
          </div>
        ))}
        <h2>{t('policy.holidays')}</h2>
        {!readOnly && (
          <HolidayPicker
            holidays={values.holidays}
            onChange={(holidays) => set({ holidays })}
            onWrong={(line) => setFlaws({ holidays: t('policy.wrong_holiday', { line }) })}
          />
        )}
        <TextArea
          label={t('policy.holidays')}
          hint={t('policy.holidays_hint')}
          name="holidays"
          rows={8}
          max={20_000}
          error={texts.holidays}
          value={values.holidays}
          onChange={(holidays) => set({ holidays })}
        />
      </fieldset>
      <FormNotice lines={overtaken ? [t('policy.overtaken')] : notice} />
      {!readOnly && (
        <div class="form-end">
          <Button type="submit" look="primary" busy={sending}>
            {t('desk.save')}
          </Button>
          {overtaken && <Button onClick={onOvertaken}>{t('policy.load')}</Button>}
        </div>
      )}
    </form>
  );
}
