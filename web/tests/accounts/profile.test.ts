import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/api/types';
import { changesOf, fieldsOf } from '../../src/domains/accounts/data/profile';
import { placeOf, sameZone, zoneChoices } from '../../src/lib/time-zones';

const anna: Profile = {
  id: 'prs_1',
  email: 'anna@brueckner.example',
  name: 'Anna Brückner',
  language: 'de',
  phone: '+4930901820',
  time_zone: 'Europe/Berlin',
  totp_enrolled: true,
};
const { phone: _, ...withoutPhone } = anna;

describe('what is sent of a profile', () => {
  it('is nothing when nothing differs', () => {
    expect(changesOf(anna, {})).toEqual({});
    expect(changesOf(anna, fieldsOf(anna))).toEqual({});
    expect(changesOf(withoutPhone, fieldsOf(withoutPhone))).toEqual({});
    expect(changesOf(anna, { name: ' Anna Brückner ', phone: '+4930901820 ' })).toEqual({});
  });

  it('is only what differs', () => {
    expect(changesOf(anna, { ...fieldsOf(anna), name: ' Anna Berg' })).toEqual({ name: 'Anna Berg' });
    expect(changesOf(anna, { language: 'en', time_zone: 'Asia/Tokyo' })).toEqual({
      language: 'en',
      time_zone: 'Asia/Tokyo',
    });
  });

  it('removes a phone number that was emptied', () => {
    expect(changesOf(anna, { phone: ' ' })).toEqual({ phone: null });
    expect(changesOf({ ...anna, phone: null }, { phone: '' })).toEqual({});
  });
});

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
