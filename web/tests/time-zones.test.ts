import { describe, expect, it } from 'vitest';
import { placeOf, sameZone, zoneChoices } from '../src/lib/time-zones';

describe('time zones', () => {
  it('are known by their place', () => {
    expect(placeOf('Europe/Berlin')).toBe('Berlin');
    expect(placeOf('America/Indiana/Tell_City')).toBe('Tell City, Indiana');
    expect(placeOf('UTC')).toBe('UTC');
  });

  it('are listed by region and place, with those that must be there', () => {
    const known = ['Europe/Vienna', 'Europe/Berlin', 'Asia/Tokyo', 'Etc/GMT+2', 'CET'];
    expect(zoneChoices(known, ['UTC', 'Europe/Berlin', 'Europe/Kyiv', 'UTC'])).toEqual({
      byRegion: [
        { region: 'Asia', zones: [{ id: 'Asia/Tokyo', place: 'Tokyo' }] },
        {
          region: 'Europe',
          zones: [
            { id: 'Europe/Berlin', place: 'Berlin' },
            { id: 'Europe/Kyiv', place: 'Kyiv' },
            { id: 'Europe/Vienna', place: 'Vienna' },
          ],
        },
      ],
      others: [{ id: 'UTC', place: 'UTC' }],
    });
  });

  it('are the same under an older name', () => {
    expect(sameZone('Asia/Calcutta', 'Asia/Kolkata')).toBe(true);
    expect(sameZone('Europe/Berlin', 'Europe/Vienna')).toBe(false);
    expect(sameZone('Middle/Earth', 'Middle/Earth')).toBe(true);
  });
});
