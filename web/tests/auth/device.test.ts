import { describe, expect, it } from 'vitest';
import { deviceName } from '../../src/domains/auth/data/device';
import { troubleOf } from '../../src/domains/auth/data/passkey';
import { recoveryCodeOf } from '../../src/domains/auth/data/recovery-code';
import { translatorOf } from '../all-texts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('a device', () => {
  it.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
      'Chrome on Windows',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`,
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Linux'],
    [`Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/140.0 Mobile Safari/537.36`, 'Chrome on Android'],
    ['curl/8.5.0', 'Unknown device'],
    ['', 'Unknown device'],
  ])('%s is %s', (userAgent, name) => {
    expect(deviceName(userAgent, translatorOf('en'))).toBe(name);
  });

  it('is one in German, too', () => {
    const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36`;
    expect(deviceName(windows, translatorOf('de'))).toBe('Chrome unter Windows');
  });
});

describe('a recovery code', () => {
  it('is read as people type it', () => {
    for (const typed of ['7K3M9-QX2PT', '7k3m9 qx2pt', ' 7K3M9QX2PT\n', '７K3M9‑QX2PT'])
      expect(recoveryCodeOf(typed)).toBe('7K3M9QX2PT');
    for (const typed of ['', '7K3M9-QX2P', '7K3M9-QX2PTT', '7K3M9-QX2PU', 'ÄK3M9-QX2PT'])
      expect(recoveryCodeOf(typed)).toBeNull();
  });
});

describe('an authenticator that gives nothing', () => {
  it('says why', () => {
    const named = (name: string) => Object.assign(new Error(), { name });
    expect(troubleOf(named('NotAllowedError'))).toBe('passkey_cancelled');
    expect(troubleOf(named('InvalidStateError'))).toBe('passkey_known');
    expect(troubleOf(named('SecurityError'))).toBe('passkey_failed');
    expect(troubleOf('nothing')).toBe('passkey_failed');
  });
});
