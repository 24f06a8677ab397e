/** Dates, times and numbers as people read them: the only place that talks to `Intl`. */

import type { Language } from './i18n';

export interface Formatter {
  /** "12 March 2026, 14:05 CET" */
  dateTime: (iso: string) => string;
  /** "14:05" */
  time: (iso: string) => string;
  /** Of a time of day as the API tells it, "08:00", which is the same wherever it is read. */
  timeOfDay: (time: string) => string;
  /** "Today", "Yesterday", "Thursday, 12 March" */
  day: (iso: string, now: Date) => string;
  /** "Thursday, 12 March 2026" */
  date: (iso: string) => string;
  /** "5 minutes ago"; older than a week it is a date */
  relative: (iso: string, now: Date) => string;
  /** How long since, in the largest unit that says enough: "3 hours", "2 days" */
  elapsed: (iso: string, now: Date) => string;
  /** "2 minutes 5 seconds" */
  duration: (seconds: number) => string;
  number: (value: number) => string;
  /** "€1,234.50", from the decimal as the API tells it, which is never made a float. */
  money: (amount: Readonly<{ value: string; currency: string }>) => string;
  dayKey: (iso: string) => string;
  hourOf: (now: Date) => number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** From when on an age is told in which unit: "21 months" says more than "640 days", "45 days" more than "1 month". */
const ages = [
  [2 * 365 * day, 365 * day, 'year'],
  [60 * day, 30.44 * day, 'month'],
  [day, day, 'day'],
  [0, hour, 'hour'],
] as const;

function largest(seconds: number): [span: number, unit: string] {
  const [, span, name] = ages.find(([from]) => seconds >= from) ?? ages[3];
  return [span, name];
}

/** The browser's regional flavour of the language, if it has one: en-US people expect 2:05 PM. */
export function localeFor(language: Language, preferred: readonly string[]): string {
  const regional = preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return regional ?? (language === 'de' ? 'de-DE' : 'en-GB');
}

/** The zone under the name this browser gives it, if it knows it: places have had more than one. */
export function knownTimeZone(timeZone: string | undefined): string | undefined {
  try {
    return timeZone ? new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone : undefined;
  } catch {
    return undefined;
  }
}

/** Where this device is, as it says. */
export function deviceTimeZone(): string | undefined {
  try {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Those that this browser knows; none is fewer to choose from, not a page that breaks. */
export function listedTimeZones(): readonly string[] {
  try {
    return Intl.supportedValuesOf('timeZone');
  } catch {
    return [];
  }
}

/** What `Intl` needs long to set up is set up when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const formatters = new Map<string, Formatter>();

/** The same one for everybody who asks for the same: every line of a list does. */
export function formatter(locale: string, timeZone?: string): Formatter {
  const key = `${locale} ${timeZone}`;
  const known = formatters.get(key) ?? newFormatter(locale, timeZone);
  formatters.set(key, known);
  return known;
}

function newFormatter(locale: string, personTimeZone?: string): Formatter {
  const zone = lazily(() => knownTimeZone(personTimeZone));
  const zoned = (options: Intl.DateTimeFormatOptions, of = locale) =>
    lazily(() => new Intl.DateTimeFormat(of, { ...options, timeZone: zone() }));

  const full = zoned({
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const clock = zoned({ hour: '2-digit', minute: '2-digit' });
  const wall = lazily(
    () => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }),
  );
  const weekday = zoned({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayWithYear = zoned({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const shortDate = zoned({ day: 'numeric', month: 'short' });
  const shortDateWithYear = zoned({ day: 'numeric', month: 'short', year: 'numeric' });
  const hourOnly = zoned({ hour: '2-digit', hourCycle: 'h23' }, 'en-GB');
  const sortable = zoned({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
  const ago = lazily(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const plainNumber = lazily(() => new Intl.NumberFormat(locale));
  const unit = (value: number, name: string, display: 'long' | 'short') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: display }).format(value);

  const dayKey = (iso: string | Date) => sortable().format(new Date(iso));
  const sameYear = (date: Date, now: Date) => dayKey(date).slice(0, 4) === dayKey(now).slice(0, 4);
  const secondsSince = (iso: string, now: Date) =>
    Math.max(0, Math.round((now.getTime() - new Date(iso).getTime()) / 1000));
  const daysApart = (iso: string, now: Date) =>
    Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(iso))) / (day * 1000));

  return {
    dateTime: (iso) => full().format(new Date(iso)),
    time: (iso) => clock().format(new Date(iso)),
    timeOfDay: (time) => wall().format(new Date(`1970-01-01T${time}Z`)),
    day: (iso, now) => {
      const apart = daysApart(iso, now);
      if (apart === 0 || apart === 1) return capitalised(ago().format(-apart, 'day'), locale);
      const date = new Date(iso);
      return (sameYear(date, now) ? weekday : weekdayWithYear)().format(date);
    },
    date: (iso) => weekdayWithYear().format(new Date(iso)),
    relative: (iso, now) => {
      const seconds = secondsSince(iso, now);
      if (seconds < minute) return ago().format(0, 'second');
      if (seconds < hour) return ago().format(-Math.floor(seconds / minute), 'minute');
      if (seconds < day) return ago().format(-Math.floor(seconds / hour), 'hour');
      const apart = daysApart(iso, now);
      if (apart < 7) return ago().format(-apart, 'day');
      const date = new Date(iso);
      return (sameYear(date, now) ? shortDate : shortDateWithYear)().format(date);
    },
    elapsed: (iso, now) => {
      const seconds = secondsSince(iso, now);
      if (seconds < hour) return unit(Math.max(1, Math.floor(seconds / minute)), 'minute', 'short');
      const [span, name] = largest(seconds);
      return unit(Math.floor(seconds / span), name, 'long');
    },
    duration: (seconds) => {
      if (seconds < minute) return unit(seconds, 'second', 'long');
      // Nobody waits an hour to the second.
      const [span, name, finer, finerName] =
        seconds < hour
          ? ([minute, 'minute', 1, 'second'] as const)
          : ([hour, 'hour', minute, 'minute'] as const);
      const rest = Math.floor((seconds % span) / finer);
      const whole = unit(Math.floor(seconds / span), name, 'long');
      return rest === 0 ? whole : `${whole} ${unit(rest, finerName, 'long')}`;
    },
    number: (value) => plainNumber().format(value),
    money: ({ value, currency }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value as `${number}`),
    dayKey,
    hourOf: (now) => Number(hourOnly().format(now)),
  };
}

function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
