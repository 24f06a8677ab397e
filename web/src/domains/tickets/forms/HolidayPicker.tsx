/** Adds the public holidays of a place and year to those that stand there. */

import { useState } from 'preact/hooks';
import { announce } from '../../../lib/announce';
import { useNow } from '../../../lib/clock';
import { useText } from '../../../lib/i18n';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import table from '../data/holidays.json';
import { holidayLines, readHolidays } from '../data/promise';

const regions: Readonly<Record<string, Readonly<Record<string, string>>>> = table;
const years = [
  ...new Set(Object.values(regions).flatMap((days) => Object.keys(days).map((day) => day.slice(0, 4)))),
];

interface Props {
  holidays: string;
  onChange: (holidays: string) => void;
  /** A line of those that stand there is none. */
  onWrong: (line: number) => void;
}

export function HolidayPicker({ holidays, onChange, onWrong }: Props) {
  const t = useText();
  const now = String(useNow().getFullYear());
  const [region, setRegion] = useState('DE-BY');
  const [year, setYear] = useState(years.includes(now) ? now : (years[0] ?? now));
  const add = () => {
    const read = readHolidays(holidays);
    if ('wrong' in read) return onWrong(read.wrong);
    const known = read.holidays;
    const found = Object.entries(regions[region] ?? {})
      .filter(([day]) => day.startsWith(year) && !known.some((each) => each.day === day))
      .map(([day, name]) => ({ day, name }));
    onChange(holidayLines([...known, ...found].sort((a, b) => a.day.localeCompare(b.day))));
    announce(t.count('policy.added', found.length));
  };
  return (
    <div class="holiday-picker">
      <Field label={t('policy.region')}>
        {(control) => (
          <select {...control} value={region} onChange={(event) => setRegion(event.currentTarget.value)}>
            {Object.keys(regions).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('policy.year')}>
        {(control) => (
          <select {...control} value={year} onChange={(event) => setYear(event.currentTarget.value)}>
            {years.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
      <Button onClick={add}>{t('policy.add')}</Button>
    </div>
  );
}
