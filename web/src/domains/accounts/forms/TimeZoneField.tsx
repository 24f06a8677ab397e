/** The time zone, by its places; the one of this device is a press away. */

import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { preferredLanguages } from '../../../lib/browser';
import { useNow } from '../../../lib/clock';
import { formatter, listedTimeZones, localeFor } from '../../../lib/format';
import { useText } from '../../../lib/i18n';
import { placeOf, sameZone, type Zone, zoneChoices, zoneOfDevice } from '../../../lib/time-zones';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';

interface Props {
  value: string;
  /** What the profile says; it can be chosen again, also where the browser does not list it. */
  saved: string;
  error?: string | undefined;
  inputRef: RefObject<HTMLSelectElement | null>;
  onChange: (zone: string) => void;
}

export function TimeZoneField({ value, saved, error, inputRef, onChange }: Props) {
  const t = useText();
  const now = useNow();
  const device = useMemo(zoneOfDevice, []);
  const format = useMemo(
    () => formatter(localeFor(t.language, preferredLanguages()), value),
    [t.language, value],
  );
  // Hundreds of options, and a letter typed elsewhere in the form changes none of them.
  const options = useMemo(() => {
    const extra = ['UTC', saved, value, ...(device ? [device] : [])];
    const { byRegion, others } = zoneChoices(listedTimeZones(), extra);
    return [
      ...others.map(option),
      ...byRegion.map(({ region, zones }) => (
        <optgroup key={region} label={t(`region.${region}`)}>
          {zones.map(option)}
        </optgroup>
      )),
    ];
  }, [t, saved, value, device]);

  return (
    <div class="time-zone">
      <Field
        label={t('profile.time_zone')}
        hint={t('profile.time_there', { time: format.time(now.toISOString()) })}
        error={error}
      >
        {(control) => (
          <select
            {...control}
            ref={inputRef}
            name="time_zone"
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            {options}
          </select>
        )}
      </Field>
      {device && !sameZone(device, value) && (
        <Button
          look="quiet"
          onClick={() => {
            onChange(device);
            inputRef.current?.focus();
          }}
        >
          {t('profile.zone_of_device', { place: placeOf(device) })}
        </Button>
      )}
    </div>
  );
}

function option({ id, place }: Zone) {
  return (
    <option key={id} value={id}>
      {place}
    </option>
  );
}
