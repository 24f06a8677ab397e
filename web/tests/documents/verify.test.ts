/** The code of a document as people type it, a file that is compared with it, and our signature. */

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkSignature, type PublicKey } from '../../src/domains/documents/data/jws';
import {
  checkVersion,
  claimsOf,
  codeIn,
  matchOf,
  saidOf,
  type Verification,
} from '../../src/domains/documents/data/verify';

describe('a code', () => {
  const printed = '7K3M-90XR-1B1C';

  it.each([
    printed,
    '7k3m-90xr-1b1c',
    '7K3M90XR1B1C',
    ' 7k3m 90xr 1b1c ',
    '7K3M–90XR–1B1C',
    '7K3M.90XR.1B1C',
    '7K3M-9OXR-lB1C',
    '7K3M-9oXR-IBiC',
    '７Ｋ３Ｍ-９０ＸＲ-１Ｂ１Ｃ',
    '7K3M-\u200b90XR\u00a0-1B1C',
    'https://portal.example.com/verify/7K3M-90XR-1B1C',
    'portal.example.com/verify/7k3m90xr1b1c',
  ])('%j is read as it is printed', (typed) => {
    expect(codeIn(typed)).toBe(printed);
  });

  it.each(['', '-', '7K3M-90XR', '7K3M-90XR-1B1C-0', '7K3M-90XR-1B1U', '7K3M-90XR-1B1Ä', 'verify'])(
    '%j is none',
    (typed) => {
      expect(codeIn(typed)).toBeNull();
    },
  );
});

const issued = (sha256: string) => ({ sha256, signature: '', at: '2026-03-12T09:00:00Z' });
const verification: Verification = {
  code: '7K3M-90XR-1B1C',
  state: 'genuine',
  kind: 'contract',
  title: 'Wartungsvertrag „2027“',
  company: 'Lindholm Instruments AB',
  initials: 'A. B.',
  issued_on: '2026-03-12',
  amount: { value: '1234.50', currency: 'EUR' },
  newest: issued('a'.repeat(64)),
  earlier: [issued('b'.repeat(64))],
  signed_by: 2,
};

describe('a file', () => {
  it('is not called good when the document no longer holds', () => {
    const [newest, earlier] = [{ which: 'newest' }, { which: 'earlier' }] as const;
    expect(saidOf(newest, { state: 'genuine' })).toBe('verify.file_newest');
    expect(saidOf(newest, { state: 'revoked' })).toBe('verify.file_newest_revoked');
    expect(saidOf(earlier, { state: 'superseded' })).toBe('verify.file_earlier_superseded');
    expect(saidOf(null, { state: 'revoked' })).toBe('verify.file_none');
  });

  it('is the newest version, an earlier one, or none', () => {
    expect(matchOf('a'.repeat(64), verification)?.which).toBe('newest');
    expect(matchOf('b'.repeat(64), verification)?.which).toBe('earlier');
    expect(matchOf('c'.repeat(64), verification)).toBeNull();
  });
});

describe('a signature', () => {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
  let pair: CryptoKeyPair;
  let keys: PublicKey[];

  const sign = async (payload: object, header: object = { alg: 'ES256', kid: 'key-1' }) => {
    const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`;
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    const bytes = await crypto.subtle.sign(how, pair.privateKey, new TextEncoder().encode(signed));
    return `${signed}.${base64url(new Uint8Array(bytes))}`;
  };
  const { code, kind, title, initials, issued_on, amount, newest } = verification;
  const payload = {
    iss: 'https://portal.example.com',
    iat: 1773306000,
    ...{ code, kind, title, initials, issued_on, amount, sha256: newest.sha256 },
  };
  const claims = claimsOf(verification, newest);

  beforeAll(async () => {
    pair = (await crypto.subtle.generateKey(curve, true, ['sign', 'verify'])) as CryptoKeyPair;
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    keys = [{ kty: 'EC', crv: 'P-256', x, y, kid: 'key-1' }];
  });

  it('of ours is good, and names its key', async () => {
    expect(await checkSignature(await sign(payload), keys, claims)).toEqual({
      outcome: 'good',
      kid: 'key-1',
    });
  });

  it('says nothing of what a document does not have', async () => {
    const { amount: _, initials: __, ...plain } = payload;
    const without: Verification = { ...verification, amount: null, initials: null };
    const check = (said: object) =>
      sign(said).then((jws) => checkSignature(jws, keys, claimsOf(without, newest)));
    expect((await check(plain)).outcome).toBe('good');
    expect((await check({ ...plain, amount: null })).outcome).toBe('good');
    expect(await check(payload)).toEqual({
      outcome: 'differs',
      claims: ['initials', 'amount.value', 'amount.currency'],
    });
  });

  it('of something else differs', async () => {
    const another = await sign({ ...payload, sha256: 'b'.repeat(64), title: 'Another one' });
    expect(await checkSignature(another, keys, claims)).toEqual({
      outcome: 'differs',
      claims: ['title', 'sha256'],
    });
  });

  it('by a key that is not ours is told by its name', async () => {
    const jws = await sign(payload, { alg: 'ES256', kid: 'key-2' });
    expect(await checkSignature(jws, keys, claims)).toEqual({ outcome: 'unknown_key', kid: 'key-2' });
  });

  it('that was tampered with is wrong', async () => {
    const [header, said, signature = ''] = (await sign(payload)).split('.');
    const forged = base64url(JSON.stringify({ ...payload, title: 'Forged' }));
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const none = base64url(JSON.stringify({ alg: 'none', kid: 'key-1' }));
    const noKid = base64url(JSON.stringify({ alg: 'ES256' }));
    for (const jws of [
      `${header}.${forged}.${signature}`,
      `${header}.${said}.${flipped}`,
      `${header}.${said}.${signature.slice(0, 40)}`,
      `${header}.${said}.`,
      `${none}.${said}.${signature}`,
      `${noKid}.${said}.${signature}`,
      `${header}.${said}.${signature}.${signature}`,
      `${header}.%%%.${signature}`,
      '',
    ])
      expect((await checkSignature(jws, keys, claims)).outcome, jws).toBe('wrong');
  });

  it('by another key under the same name is wrong', async () => {
    const other = (await crypto.subtle.generateKey(curve, true, ['sign', 'verify'])) as CryptoKeyPair;
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', other.publicKey);
    const swapped = [{ kty: 'EC', crv: 'P-256', x, y, kid: 'key-1' }];
    expect((await checkSignature(await sign(payload), swapped, claims)).outcome).toBe('wrong');
  });

  it('is not judged where the keys cannot be reached, or the browser cannot', async () => {
    const version = { ...newest, signature: await sign(payload) };
    vi.stubGlobal('fetch', async () => Response.json({ keys }));
    expect((await checkVersion(verification, version)).outcome).toBe('good');
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
    expect((await checkVersion(verification, version)).outcome).toBe('no_keys');
    vi.unstubAllGlobals();
    vi.stubGlobal('crypto', {});
    expect((await checkSignature(version.signature, keys, claims)).outcome).toBe('not_possible');
    vi.unstubAllGlobals();
  });
});
