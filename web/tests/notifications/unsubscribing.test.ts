import { describe, expect, it } from 'vitest';
import { endsOfTopics, linkIn } from '../../src/domains/notifications/data/unsubscribing';

describe('the link of a mail', () => {
  it('says what it is about, and holds the rest', () => {
    expect(linkIn({ token: 'sealed', about: 'ticket_replied' }, null)).toEqual({
      token: 'sealed',
      about: 'ticket_replied',
    });
    for (const about of ['', 'everything', 'all', 'security'])
      expect(linkIn({ token: 'sealed', about }, null).about).toBe('all');
    expect(linkIn({ token: 'sealed' }, null).about).toBe('all');
  });

  it('outlives a reload of the cleaned address, and a newer one counts', () => {
    const kept = { token: 'kept', about: 'ticket_status' };
    expect(linkIn({}, kept)).toEqual(kept);
    expect(linkIn({ token: 'newer', about: 'all' }, kept).token).toBe('newer');
  });

  it('may be none', () => {
    for (const kept of [null, undefined, 7, {}, { token: 7 }, { shown: 3 }])
      expect(linkIn({}, kept).token).toBe('');
  });

  it('is about what the API says', () => {
    expect(endsOfTopics(['ticket_replied'])).toBe('ticket_replied');
    expect(endsOfTopics(['ticket_opened', 'ticket_replied', 'ticket_status'])).toBe('all');
  });
});
