import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/api/types';
import { changesOf, fieldsOf } from '../../src/domains/accounts/data/profile';

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
