import { describe, expect, it } from 'vitest';
import { applied, type Change, inverse } from '../../src/domains/notifications/data/preferences';
import type { Preferences } from '../../src/domains/notifications/data/types';

const before: Preferences = {
  topics: [
    { topic: 'ticket_replied', mail: 'now', sms: 'never', mail_is_fixed: false },
    { topic: 'security', mail: 'now', sms: 'never', mail_is_fixed: true },
  ],
  quiet_hours: { from: '22:00', to: '07:00' },
  time_zone: 'Europe/Berlin',
  digest_at: '08:00',
  email: { address: 'anna@brueckner.example', stopped: { since: '2026-03-12T12:00:00Z', complained: false } },
  sms: { available: true, number: '+4930901820' },
};

const timings = ({ topics }: Preferences) => topics.map(({ mail, sms }) => `${mail} ${sms}`);

describe('a change of what a person is told', () => {
  it('is of one thing, and leaves all else', () => {
    expect(timings(applied(before, { topics: [{ topic: 'ticket_replied', mail: 'daily' }] }))).toEqual([
      'daily never',
      'now never',
    ]);
    expect(timings(applied(before, { topics: [{ topic: 'security', sms: 'now' }] }))).toEqual([
      'now never',
      'now now',
    ]);
    expect(applied(before, { quiet_hours: null }).quiet_hours).toBeNull();
  });

  it('is put back by its inverse, which is of the same thing', () => {
    const changes: Change[] = [
      { topics: [{ topic: 'ticket_replied', mail: 'never' }] },
      { topics: [{ topic: 'ticket_replied', sms: 'now' }] },
      { quiet_hours: null },
      { quiet_hours: { from: '20:00', to: '08:00' } },
    ];
    for (const change of changes) {
      const undo = inverse(before, change);
      expect(undo && applied(applied(before, change), undo)).toEqual(before);
      expect(undo && Object.keys(undo)).toEqual(Object.keys(change));
    }
    expect(inverse(before, { topics: [{ topic: 'ticket_replied', mail: 'never' }] })).toEqual({
      topics: [{ topic: 'ticket_replied', mail: 'now' }],
    });
    expect(
      inverse({ ...before, quiet_hours: null }, { quiet_hours: { from: '20:00', to: '08:00' } }),
    ).toEqual({
      quiet_hours: null,
    });
  });

  it('is not shown before it is so, where nothing puts it back', () => {
    const changes: Change[] = [{ stop_sms: true }, { mail_again: true }];
    for (const change of changes) {
      expect(inverse(before, change)).toBeNull();
      expect(applied(before, change)).toBe(before);
    }
  });
});
