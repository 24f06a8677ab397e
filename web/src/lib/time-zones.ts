/** The time zones to choose from, as a place in a part of the world. */

import { deviceTimeZone, knownTimeZone } from './format';

export const regions = [
  'Africa',
  'America',
  'Antarctica',
  'Arctic',
  'Asia',
  'Atlantic',
  'Australia',
  'Europe',
  'Indian',
  'Pacific',
] as const;
export type Region = (typeof regions)[number];

export interface Zone {
  id: string;
  place: string;
}

export interface ZoneChoices {
  byRegion: readonly { region: Region; zones: readonly Zone[] }[];
  /** Those of no region, such as UTC. */
  others: readonly Zone[];
}

/** "America/Indiana/Tell_City" is "Tell City, Indiana": people type the first letters of their place. */
export function placeOf(id: string): string {
  const parts = id.replaceAll('_', ' ').split('/');
  return (parts.length > 1 ? parts.slice(1) : parts).reverse().join(', ');
}

/**
 * `extra` may be chosen too, known to this browser or not: what a person has must be in the list.
 * Of the zones without a region only those are offered; `Etc/GMT+2`, two hours behind, helps nobody.
 */
export function zoneChoices(known: readonly string[], extra: readonly string[]): ZoneChoices {
  const all = [...new Set([...known, ...extra])];
  const zonesWhere = (wanted: (id: string) => boolean) =>
    all
      .filter(wanted)
      .map((id) => ({ id, place: placeOf(id) }))
      .sort((a, b) => a.place.localeCompare(b.place));
  const isIn = (region: Region) => (id: string) => id.startsWith(`${region}/`);
  return {
    byRegion: regions
      .map((region) => ({ region, zones: zonesWhere(isIn(region)) }))
      .filter(({ zones }) => zones.length > 0),
    others: zonesWhere((id) => extra.includes(id) && !regions.some((region) => isIn(region)(id))),
  };
}

/** Zones have had more than one name: Asia/Calcutta and Asia/Kolkata are the same. */
export function sameZone(one: string, other: string): boolean {
  return one === other || (knownTimeZone(one) ?? one) === (knownTimeZone(other) ?? other);
}

/** Where this device is, as far as it says so. */
export function zoneOfDevice(): string | undefined {
  const zone = deviceTimeZone();
  return zone === 'Etc/Unknown' ? undefined : knownTimeZone(zone);
}
